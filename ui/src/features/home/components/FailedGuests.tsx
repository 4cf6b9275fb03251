import { FormattedMessage, useIntl } from 'react-intl';
import { InlineWarning } from '../../../components/InlineWarning';
import { errorWords } from '../../../errors/words';
import type { Access, ShareOutcome } from '../../../ipc/bindings';

/** Who could not be added, and why, one sentence each. */
export function FailedGuests({ outcome }: { outcome: ShareOutcome }) {
  const intl = useIntl();
  const failed = outcome.results.flatMap(({ grant, access, state }) =>
    state.kind === 'failed' ? [{ grant, access, error: state.error }] : [],
  );
  if (failed.length === 0) return null;

  const nameOf = (access: Access): string => {
    switch (access.to) {
      case 'signedIn':
        return intl.formatMessage({ id: 'home.everyone' });
      case 'anyone':
        return intl.formatMessage({ id: 'home.anyone' });
      case 'guest':
        return access.guest.name ?? (access.guest.kind === 'person' ? access.guest.username : access.guest.id);
    }
  };

  return (
    <InlineWarning tone="danger" title={<FormattedMessage id="home.stillFailing" values={{ count: failed.length }} />}>
      {failed.map(({ grant, access, error }) => {
        const { title } = errorWords(error);
        return (
          <span key={grant}>
            <br />
            <FormattedMessage
              id="home.failedGuest"
              values={{ who: nameOf(access), why: intl.formatMessage({ id: title.id }, title.values) }}
            />
          </span>
        );
      })}
    </InlineWarning>
  );
}
