import { UserPlus } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/Button';
import { Section } from '../../../components/Page';
import { standingOf } from '../../../copies/state';
import type { Copy } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import styles from './Progress.module.css';

/** Who gets access when everything is there, and the way to the sheet on which they are chosen. */
export function GuestsCard({ copy }: { copy: Copy }) {
  const intl = useIntl();
  const { openShare } = useNavigation();
  const { waiting, state, destination } = copy;
  const { link } = destination;
  const standing = standingOf(state);
  if (link === null || standing === 'over' || state.kind === 'cancelling' || state.kind === 'removing') return null;
  return (
    <Section title={<FormattedMessage id="copy.waiting" />}>
      {waiting.length === 0 ? (
        <p className={styles.quiet}>
          <FormattedMessage id={standing === 'complete' ? 'copy.ready' : 'copy.nobodyYet'} />
        </p>
      ) : (
        <ul className={styles.shares}>
          {waiting.map(({ shareId, guests, folders }) => (
            <li key={shareId}>
              <FormattedMessage
                id="copy.waitingOne"
                values={{ guests, folders: intl.formatList(folders, { type: 'conjunction' }) }}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          // What needs the person comes first.
          variant={waiting.length === 0 && standing !== 'needsYou' ? 'primary' : 'default'}
          icon={UserPlus}
          onClick={() => openShare({ paths: [link] })}
        >
          <FormattedMessage id={waiting.length === 0 ? 'copy.act.share' : 'copy.act.shareMore'} />
        </Button>
      </div>
    </Section>
  );
}
