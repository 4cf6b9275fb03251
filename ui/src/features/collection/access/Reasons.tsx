import { Ban, Check, CornerDownRight, Folder } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useIntl } from 'react-intl';
import { Badge } from '../../../components/Badge';
import { Button } from '../../../components/Button';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import { useMoments } from '../../../components/useMoments';
import type { EffectiveGuest, FolderAccess, GrantRow } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { useTimeZone } from '../../../time/Clock';
import { deciding, ownRules, ruleRefs } from '../model/guests';
import { foldersAbove } from '../model/tree';
import styles from './Reasons.module.css';

interface ReasonsProps {
  folder: FolderAccess;
  guest: EffectiveGuest;
  offline: boolean;
}

/** Why a guest can do what they can do: the grants that count, those that change nothing, and what mends it. */
export function Reasons({ folder, guest, offline }: ReasonsProps) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { shortNameOf } = useAccessWords();
  const name = shortNameOf(guest.access);
  const grants = [...guest.counting, ...guest.withoutEffect].sort((a, b) => a.path.length - b.path.length);
  const depths = [...new Set(grants.map(({ path }) => foldersAbove(path).length))].sort((a, b) => a - b);
  const decides = deciding(guest);
  const useless = ownRules(guest).filter((grant) => guest.withoutEffect.includes(grant) && grant.canRemove);
  const unavailable = offline ? intl.formatMessage({ id: 'collection.needsConnection' }) : null;
  return (
    <div className={styles.card}>
      <h3>
        {intl.formatMessage({ id: 'collection.why.title' }, { name, level: guest.permissions, folder: folder.name })}
      </h3>
      <ul className={styles.grants}>
        {grants.map((grant) => (
          <Grant
            key={grant.key}
            grant={grant}
            counts={guest.counting.includes(grant)}
            level={depths.indexOf(foldersAbove(grant.path).length)}
          />
        ))}
      </ul>
      {guest.withoutEffect.length > 0 && (
        <p className={styles.note}>{intl.formatMessage({ id: 'collection.why.noEffect' })}</p>
      )}
      <div className={styles.actions}>
        {decides?.rule && (
          <Button
            size="small"
            unavailable={unavailable}
            onClick={() =>
              navigate({ name: 'change', targets: { kind: 'rules', rules: ruleRefs([decides]) }, action: null })
            }
          >
            {intl.formatMessage({ id: 'collection.why.change' }, { name, folder: decides.name })}
          </Button>
        )}
        {useless.length > 0 && (
          <Button
            size="small"
            variant="quiet"
            unavailable={unavailable}
            onClick={() =>
              navigate({
                name: 'change',
                targets: { kind: 'rules', rules: ruleRefs(useless) },
                action: { kind: 'stop' },
              })
            }
          >
            {intl.formatMessage({ id: 'collection.why.remove' }, { count: useless.length })}
          </Button>
        )}
      </div>
    </div>
  );
}

function Grant({ grant, counts, level }: { grant: GrantRow; counts: boolean; level: number }) {
  const intl = useIntl();
  const moments = useMoments(useTimeZone());
  const words = intl.formatMessage({ id: grant.permissions === 'r' ? 'common.read' : 'common.readWrite' });
  const { via } = grant;
  const through =
    via.kind === 'group'
      ? intl.formatMessage(
          { id: 'collection.through.group' },
          { group: via.name ?? intl.formatMessage({ id: 'common.guest.hiddenGroup' }) },
        )
      : via.kind === 'role'
        ? intl.formatMessage({ id: 'collection.through.role' }, { role: via.role })
        : via.kind === 'own'
          ? null
          : intl.formatMessage({ id: via.kind === 'anyone' ? 'common.guest.anyone' : 'common.guest.signedIn' });
  return (
    <li className={styles.grant}>
      <span className={styles.folder} style={{ '--level': level } as CSSProperties}>
        {level > 0 && <CornerDownRight className={styles.corner} size={16} strokeWidth={1.75} aria-hidden="true" />}
        <Folder size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.name}>{grant.name}</span>
      </span>
      <span className={styles.level}>
        {counts ? words : <s>{words}</s>}
        <span className={styles.line}>
          {through !== null && `${through} · `}
          {grant.endsAt === null
            ? intl.formatMessage({ id: 'common.noEndDate' })
            : intl.formatMessage({ id: 'collection.why.until' }, { day: moments.dayOfMoment(grant.endsAt) })}
        </span>
      </span>
      {counts ? (
        <Badge tone="good" icon={Check}>
          {intl.formatMessage({ id: 'collection.why.counts' })}
        </Badge>
      ) : (
        <Badge icon={Ban}>{intl.formatMessage({ id: 'collection.why.idle' })}</Badge>
      )}
    </li>
  );
}
