import { CircleHelp, Folder, Globe, KeyRound, UserX, Users, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { GrantBadges } from '../../components/access/AccessBadges';
import { isDeep } from '../../components/access/isDeep';
import { EndWords } from '../../components/access/EndWords';
import { Button } from '../../components/Button';
import { EndDateControl } from '../../components/end-date/EndDateControl';
import type { EndValue } from '../../components/end-date/endValue';
import { IconButton } from '../../components/IconButton';
import { LevelSelect, LevelWords } from '../../components/LevelSelect';
import { Cell, Row } from '../../components/Table';
import type { ChangeAction, GrantRow, Via } from '../../ipc/bindings';
import { useUsualDays } from '../../policy/useUsualDays';
import { useTimeZone } from '../../time/Clock';
import { dayOf } from '../../time/days';
import { SubjectLink } from './Facts';
import { isOwn } from './model/sum';
import styles from './Subject.module.css';
import { useSubjectWords } from './words';

interface GrantLineProps extends Omit<ComponentProps<'tr'>, 'onChange'> {
  grant: GrantRow;
  /** Whose page it is. */
  name: string;
  offline: boolean;
  /** Asks why they can't open the folder; null for groups. */
  onWhy: (() => void) | null;
  /** Leads to what would happen; nothing is changed here. */
  onChange: (action: ChangeAction) => void;
}

/** One way into one folder. What is stored shows as it is; a control only leads to the preview of a change. */
export function GrantLine({ grant, name, offline, onWhy, onChange, ...row }: GrantLineProps) {
  const intl = useIntl();
  const { via } = grant;
  const own = isOwn(grant);
  const changeable = own && grant.canChange && !offline;
  const what = { folder: grant.name, name };
  return (
    <Row {...row}>
      <Cell>
        <div className={styles.folder}>
          <Folder size={18} strokeWidth={1.75} aria-hidden="true" />
          <div className={styles.words}>
            <span className={styles.line}>
              <span className={styles.name}>{grant.name}</span>
              <GrantBadges grant={grant} />
            </span>
            {grant.path !== '/' && (
              <span className={styles.meta}>
                <FormattedMessage
                  id={isDeep(grant.path) ? 'subject.inCollectionAt' : 'subject.inCollection'}
                  values={{ path: grant.path, name: grant.collectionName }}
                />
              </span>
            )}
          </div>
        </div>
      </Cell>
      <Cell label={intl.formatMessage({ id: 'subject.columnThrough' })}>
        <Through via={via} />
        {own && !grant.canChange && (
          <span className={styles.meta}>
            <FormattedMessage id="subject.cantChange" values={{ collection: grant.collectionName }} />
          </span>
        )}
      </Cell>
      <Cell label={intl.formatMessage({ id: 'subject.columnCan' })}>
        {changeable ? (
          <LevelSelect
            value={grant.permissions}
            name={grant.name}
            onChange={(permissions) => {
              if (permissions !== grant.permissions) onChange({ kind: 'setLevel', permissions });
            }}
          />
        ) : (
          <LevelWords level={grant.permissions} />
        )}
      </Cell>
      <Cell date label={intl.formatMessage({ id: 'subject.columnEnds' })}>
        {via.kind === 'role' ? (
          <FormattedMessage id="subject.roleEnd" />
        ) : changeable ? (
          <End grant={grant} onChange={(end) => onChange({ kind: 'setEnd', end })} />
        ) : (
          <EndWords endsAt={grant.endsAt} reason={grant.noEndReason} />
        )}
      </Cell>
      <Cell className={styles.action}>
        {onWhy !== null && via.kind !== 'role' && !offline && (
          <IconButton icon={CircleHelp} label={intl.formatMessage({ id: 'subject.whyNot' }, what)} onClick={onWhy} />
        )}
        {own && grant.canRemove && !offline && (
          <Button
            variant="danger"
            size="small"
            icon={UserX}
            className={styles.stop}
            aria-label={intl.formatMessage({ id: 'subject.stopFor' }, what)}
            title={intl.formatMessage({ id: 'subject.stopFor' }, what)}
            onClick={() => onChange({ kind: 'stop' })}
          >
            <FormattedMessage id="subject.stop" />
          </Button>
        )}
      </Cell>
    </Row>
  );
}

const ICONS: Record<Exclude<Via['kind'], 'own'>, LucideIcon> = {
  group: Users,
  role: KeyRound,
  signedIn: Globe,
  anyone: Globe,
};

/** The way in; a group is a way to its own page. */
function Through({ via }: { via: Via }) {
  const { viaWords } = useSubjectWords();
  const Icon = via.kind === 'own' ? null : ICONS[via.kind];
  return (
    <span className={styles.via}>
      {Icon !== null && <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
      {via.kind === 'group' && via.name !== null ? (
        <SubjectLink id={{ kind: 'group', id: via.id }} name={viaWords(via)} />
      ) : (
        <span>{viaWords(via)}</span>
      )}
    </span>
  );
}

/** The end as it is stored; another one leads on. */
function End({ grant, onChange }: { grant: GrantRow; onChange: (end: EndValue) => void }) {
  const timeZone = useTimeZone();
  const usualDays = useUsualDays();
  const stored: EndValue =
    grant.endsAt === null
      ? { kind: 'never', reason: grant.noEndReason ?? '' }
      : { kind: 'on', day: dayOf(grant.endsAt, timeZone).toString() };
  return (
    <EndDateControl
      value={stored}
      name={grant.name}
      defaultDays={usualDays}
      onChange={(end) => {
        const same = end.kind === 'never' ? stored.kind === 'never' : stored.kind === 'on' && stored.day === end.day;
        if (!same) onChange(end);
      }}
    />
  );
}
