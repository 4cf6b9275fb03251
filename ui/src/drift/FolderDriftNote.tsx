import { Eye, EyeOff, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useAnnounce } from '../components/Announcer';
import { Button } from '../components/Button';
import { Spinner } from '../components/Spinner';
import { useMoments } from '../components/useMoments';
import { ErrorCard } from '../errors/ErrorCard';
import type { FolderDrift } from '../ipc/bindings';
import { useTimeZone } from '../time/Clock';
import styles from './Drift.module.css';
import { useDrift, type Place } from './useDrift';

const bold = (words: ReactNode[]) => <strong>{words}</strong>;

/** What was added to one folder since it was looked at first, and watching it. Asks as soon as it is shown. */
export function FolderDriftNote({ name, ...place }: Place & { name: string }) {
  const intl = useIntl();
  const announce = useAnnounce();
  const { drift, pin, fromNow } = useDrift(place);
  const error = drift.error ?? pin.error ?? fromNow.error;
  const { data } = drift;
  const watch = (pinned: boolean) =>
    pin.mutate(pinned, {
      onSuccess: () =>
        announce(intl.formatMessage({ id: `drift.${pinned ? 'watching' : 'notWatching'}` }, { folder: name })),
    });
  return (
    <div className={styles.note}>
      {drift.isPending && (
        <p role="status">
          <Spinner /> <FormattedMessage id="drift.looking" values={{ folder: name }} />
        </p>
      )}
      {error && <ErrorCard error={error} />}
      {data && <Words drift={data} name={name} />}
      {data && (
        <div className={styles.actions}>
          {data.pinned ? (
            <Button
              size="small"
              icon={EyeOff}
              busy={pin.isPending}
              aria-label={intl.formatMessage({ id: 'drift.unwatchOf' }, { folder: name })}
              onClick={() => watch(false)}
            >
              <FormattedMessage id="drift.unwatch" />
            </Button>
          ) : (
            <Button size="small" icon={Eye} busy={pin.isPending} onClick={() => watch(true)}>
              <FormattedMessage id="drift.watch" />
            </Button>
          )}
          {data.added + data.removed > 0 && (
            <Button
              size="small"
              variant="quiet"
              icon={RotateCcw}
              busy={fromNow.isPending}
              aria-label={intl.formatMessage({ id: 'drift.fromNowOf' }, { folder: name })}
              onClick={() => fromNow.mutate()}
            >
              <FormattedMessage id="drift.fromNow" />
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Words({ drift, name: folder }: { drift: FolderDrift; name: string }) {
  const intl = useIntl();
  const { dayOfMoment } = useMoments(useTimeZone());
  const { since, added, removed, examples, cutShort } = drift;
  const values = { folder, b: bold, day: since === null ? '' : dayOfMoment(since) };
  return (
    <p>
      {since === null && <FormattedMessage id="drift.first" values={values} />}
      {since !== null && added === 0 && <FormattedMessage id="drift.nothing" values={values} />}
      {since !== null && added > 0 && (
        <FormattedMessage
          id="drift.added"
          values={{
            ...values,
            count: added,
            examples: intl.formatList(examples, { type: 'unit' }),
            more: added > examples.length ? 'yes' : 'no',
          }}
        />
      )}{' '}
      {removed > 0 && <FormattedMessage id="drift.removed" values={{ count: removed }} />}{' '}
      {cutShort && <FormattedMessage id="drift.cut" />}
    </p>
  );
}
