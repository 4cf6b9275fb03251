import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { AccessAvatar } from '../../../components/guests/AccessAvatar';
import { Address } from '../../../components/guests/Address';
import { personGuest } from '../../../components/guests/guests';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import { FormDialog } from '../../../components/FormDialog';
import { IconButton } from '../../../components/IconButton';
import { RadioList } from '../../../components/RadioList';
import { ErrorCard } from '../../../errors/ErrorCard';
import type { AllowedRoles, AssignableRole, Guest, RoleRow } from '../../../ipc/bindings';
import { useIpc } from '../../../ipc/IpcProvider';
import { PeopleBox } from '../../../people/PeopleBox';
import type { OnDemand } from '../CollectionTabs';
import { ROLES } from '../model/roles';
import shared from '../Collection.module.css';
import styles from './Roles.module.css';
import type { Roles } from './useRoles';

interface GiveRoleDialogProps {
  rows: readonly RoleRow[];
  /** What the institution lets people have. */
  allowed: AllowedRoles;
  /** Nobody else could go on with the collection: the administrator role comes first to mind. */
  suggestAdministrator: boolean;
  roles: Roles;
  away: boolean;
  onDemand: OnDemand;
  onClose: () => void;
}

/** Who gets a role, and which. */
export function GiveRoleDialog({ rows, allowed, roles, away, onDemand, onClose, ...props }: GiveRoleDialogProps) {
  const intl = useIntl();
  const ipc = useIpc();
  const { nameOf } = useGuestWords();
  const suggested = props.suggestAdministrator && allowed.roles.includes('administrator') ? 'administrator' : null;
  const [text, setText] = useState('');
  const [guest, setGuest] = useState<Guest | null>(null);
  const [role, setRole] = useState<AssignableRole | null>(suggested);
  const [missing, setMissing] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const has = (of: AssignableRole) =>
    guest !== null && rows.some((row) => row.guest.id === guest.id && row.role === of);

  function give() {
    if (guest === null || role === null || has(role)) {
      setMissing(true);
      if (guest === null) box.current?.focus();
      return;
    }
    roles.change({ kind: 'give', guest, role });
  }

  async function invite(address: string): Promise<boolean> {
    try {
      setGuest(personGuest(await ipc.inviteGuest(address)));
      return true;
    } catch {
      return false;
    }
  }

  const complaint =
    role === null
      ? intl.formatMessage({ id: 'collection.give.noRole' })
      : has(role)
        ? intl.formatMessage({ id: 'collection.give.hasIt' })
        : null;
  return (
    <FormDialog
      open={!away}
      onClose={onClose}
      title={intl.formatMessage({ id: 'collection.give.title' })}
      actLabel={
        guest === null
          ? intl.formatMessage({ id: 'collection.give.go' })
          : intl.formatMessage({ id: 'collection.give.goTo' }, { name: nameOf(guest) })
      }
      busy={roles.busy}
      onAct={give}
    >
      <div className={styles.form}>
        {guest === null ? (
          <PeopleBox
            label={intl.formatMessage({ id: 'collection.give.who' })}
            placeholder={intl.formatMessage({ id: 'collection.give.whoPlaceholder' })}
            text={text}
            onText={setText}
            onAdd={setGuest}
            isOnList={() => false}
            nameOf={nameOf}
            onInvite={invite}
            error={missing ? intl.formatMessage({ id: 'collection.give.nobody' }) : null}
            onDemand={onDemand}
            inputRef={box}
          />
        ) : (
          <div className={styles.chosen}>
            <AccessAvatar access={{ to: 'guest', guest }} />
            <div className={styles.words}>
              <div className={styles.name}>{nameOf(guest)}</div>
              {guest.kind === 'person' && (
                <div className={styles.line}>
                  <Address plain username={guest.username} />
                </div>
              )}
            </div>
            <IconButton
              icon={X}
              label={intl.formatMessage({ id: 'collection.give.another' })}
              onClick={() => setGuest(null)}
            />
          </div>
        )}
        <RadioList
          legend={intl.formatMessage({ id: 'collection.give.role' })}
          value={role}
          onChange={setRole}
          options={ROLES.filter((value) => allowed.roles.includes(value)).map((value) => ({
            value,
            label: intl.formatMessage({ id: `collection.role.${value}` }),
            hint: intl.formatMessage({ id: `collection.give.hint.${value}` }),
          }))}
        />
        {allowed.rule !== null && <p className={shared.muted}>{intl.formatMessage({ id: 'policy.roles' })}</p>}
        <div role="alert">
          {missing && guest !== null && complaint !== null && <p className={shared.complaint}>{complaint}</p>}
        </div>
        {roles.error !== null && <ErrorCard error={roles.error} />}
      </div>
    </FormDialog>
  );
}
