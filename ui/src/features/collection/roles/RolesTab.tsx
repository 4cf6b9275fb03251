import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { Section } from '../../../components/Page';
import { ErrorCard } from '../../../errors/ErrorCard';
import { rolesFixed } from '../model/roles';
import type { TabProps } from '../CollectionTabs';
import { GiveRoleDialog } from './GiveRoleDialog';
import { RoleMatrix } from './RoleMatrix';
import { RoleTable } from './RoleTable';
import shared from '../Collection.module.css';
import { useRoles } from './useRoles';

/** Who has a role, what each role may do, and giving and taking them. */
export function RolesTab({ details, offline, away, onDemand }: TabProps) {
  const intl = useIntl();
  const [giving, setGiving] = useState(false);
  const roles = useRoles(details, onDemand, () => setGiving(false));
  const fixed = rolesFixed(details);
  const unavailable = offline ? intl.formatMessage({ id: 'collection.needsConnection' }) : null;
  const give = fixed === null && (
    <Button size="small" icon={UserPlus} unavailable={unavailable} onClick={() => setGiving(true)}>
      {intl.formatMessage({ id: 'collection.roles.give' })}
    </Button>
  );
  return (
    <>
      {details.onlyIManage && (
        <Banner title={intl.formatMessage({ id: 'collection.onlyMe.title' })}>
          {intl.formatMessage({ id: 'collection.onlyMe.lead' })}
        </Banner>
      )}
      {fixed !== null && (
        <Banner tone="info" title={intl.formatMessage({ id: `collection.roles.fixed.${fixed}.title` })}>
          {intl.formatMessage({ id: `collection.roles.fixed.${fixed}.lead` }, { role: details.may.because ?? 'none' })}
        </Banner>
      )}
      {roles.error !== null && (
        <ErrorCard error={roles.error}>
          <Button size="small" onClick={roles.reset}>
            {intl.formatMessage({ id: 'common.close' })}
          </Button>
        </ErrorCard>
      )}
      <Section title={intl.formatMessage({ id: 'collection.roles.people' })} actions={give}>
        {details.roles === null ? (
          <p className={shared.muted}>{intl.formatMessage({ id: 'collection.roles.hidden' })}</p>
        ) : (
          <RoleTable rows={details.roles} fixed={fixed !== null} offline={offline} roles={roles} />
        )}
      </Section>
      <Section title={intl.formatMessage({ id: 'collection.roles.matrix' })}>
        <RoleMatrix />
        <p className={shared.muted}>{intl.formatMessage({ id: 'collection.roles.restricted' })}</p>
      </Section>
      {giving && (
        <GiveRoleDialog
          rows={details.roles ?? []}
          allowed={details.toGive}
          suggestAdministrator={details.onlyIManage}
          roles={roles}
          away={away}
          onDemand={onDemand}
          onClose={() => setGiving(false)}
        />
      )}
    </>
  );
}
