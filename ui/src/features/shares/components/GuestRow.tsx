import { Building2, Check, UserX } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useIntl } from 'react-intl';

import { Badge } from '../../../components/Badge';
import { Button } from '../../../components/Button';
import { LevelSelect, LevelWords } from '../../../components/LevelSelect';
import { Spinner } from '../../../components/Spinner';
import { Cell, Row } from '../../../components/Table';
import type { EndChoice, Permissions, Share, ShareGuest } from '../../../ipc/bindings';
import type { Allowed } from '../model/allowed';
import type { Clock } from '../model/ends';
import { hasOwnRule } from '../model/identity';
import { isBusy, type RowState } from '../model/rowState';
import { useShareWords } from '../words';
import { EndControl } from './EndControl';
import { EndWords } from './EndWords';
import { GuestAvatar } from './GuestFaces';
import styles from './Rows.module.css';

interface Props extends ComponentProps<'tr'> {
  share: Share;
  guest: ShareGuest;
  state: RowState | undefined;
  allowed: Allowed;
  clock: Clock;
  onLevel: (permissions: Permissions) => void;
  onEnd: (end: EndChoice) => void;
  onStop: () => void;
}

/** One guest of an opened share: who · what they may do · until when · stop. Shows what is stored, always. */
export function GuestRow({ share, guest, state, allowed, clock, onLevel, onEnd, onStop, ...row }: Props) {
  const intl = useIntl();
  const { guestName } = useShareWords();
  const name = guestName(guest);
  const own = hasOwnRule(guest);
  const stopLabel = intl.formatMessage({ id: 'shares.stopFor' }, { share: share.name, guest: name });
  const busy = isBusy(state);
  // While a change is out, the controls stay: one that went away would take the focus with it.
  const changeable = own && allowed.change === null;
  return (
    <Row nested {...row}>
      <Cell>
        <div className={styles.who}>
          <GuestAvatar guest={guest} name={name} />
          <div className={styles.words}>
            <div className={styles.name}>{name.includes('@') ? breakable(name) : name}</div>
            <GuestLines guest={guest} />
          </div>
        </div>
      </Cell>
      <Cell colSpan={2} label={intl.formatMessage({ id: 'common.level' })}>
        <div className={styles.level}>
          {/* Everyone can only ever read: there is no other level to choose. */}
          {changeable && guest.access.to === 'guest' ? (
            <LevelSelect value={guest.permissions} name={name} busy={busy} onChange={onLevel} />
          ) : (
            <LevelWords level={guest.permissions} />
          )}
          {!own && <div className={styles.meta}>{intl.formatMessage({ id: 'shares.roleReason' })}</div>}
          <StateWords state={state} />
        </div>
      </Cell>
      <Cell date label={intl.formatMessage({ id: 'shares.columnEnds' })}>
        {!own && intl.formatMessage({ id: 'shares.roleEnd' })}
        {own &&
          (changeable ? (
            <EndControl
              name={name}
              endsAt={guest.endsAt}
              reason={guest.noEndReason ?? ''}
              busy={busy}
              onChoose={onEnd}
            />
          ) : (
            <EndWords endsAt={guest.endsAt} reason={guest.noEndReason} clock={clock} />
          ))}
      </Cell>
      <Cell className={styles.act}>
        {own && allowed.remove === null && (
          <Button
            variant="danger"
            size="small"
            icon={UserX}
            busy={busy}
            className={styles.stop}
            aria-label={stopLabel}
            title={stopLabel}
            onClick={onStop}
          >
            {intl.formatMessage({ id: 'shares.stop' })}
          </Button>
        )}
      </Cell>
    </Row>
  );
}

function GuestLines({ guest }: { guest: ShareGuest }) {
  const intl = useIntl();
  const { roleName } = useShareWords();
  const role = roleName(guest);
  const { access } = guest;
  if (access.to !== 'guest') {
    return <div className={styles.meta}>{intl.formatMessage({ id: 'shares.widerReason' })}</div>;
  }
  const who = access.guest;
  return (
    <>
      {who.kind === 'person' && who.name !== null && <div className={styles.meta}>{breakable(who.username)}</div>}
      {who.kind === 'person' && who.organization !== null && <div className={styles.meta}>{who.organization}</div>}
      {who.kind === 'group' && (
        <div className={styles.meta}>
          {who.memberCount === null
            ? intl.formatMessage({ id: 'common.group' })
            : intl.formatMessage({ id: 'shares.groupSize' }, { count: who.memberCount })}
        </div>
      )}
      {role !== null && <div className={styles.meta}>{role}</div>}
      {who.kind === 'person' && role === null && (
        <div className={styles.badges}>
          {who.outside && <Badge icon={Building2}>{intl.formatMessage({ id: 'shares.badge.outside' })}</Badge>}
          {who.status === 'unused' && (
            <Badge icon={UserX}>{intl.formatMessage({ id: 'shares.badge.neverSignedIn' })}</Badge>
          )}
          {who.status === 'closed' && <Badge icon={UserX}>{intl.formatMessage({ id: 'shares.badge.closed' })}</Badge>}
        </div>
      )}
    </>
  );
}

/** Long addresses break after the @ first. */
function breakable(address: string) {
  const at = address.indexOf('@') + 1;
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}

function StateWords({ state }: { state: RowState | undefined }) {
  const intl = useIntl();
  switch (state?.kind) {
    case 'waiting':
    case 'off':
      return <div className={styles.meta}>{intl.formatMessage({ id: `shares.state.${state.kind}` })}</div>;
    case 'busy':
      return (
        <div className={styles.state}>
          <Spinner size={16} />
          {intl.formatMessage({ id: `shares.state.busy.${state.act}` })}
        </div>
      );
    case 'done':
      return (
        <span className={styles.note}>
          <Badge tone="good" icon={Check}>
            {intl.formatMessage({ id: 'shares.badge.changed' })}
          </Badge>
        </span>
      );
    case undefined:
    case 'changed':
    case 'storedOther':
    case 'failed':
      return null;
  }
}
