import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/Button';
import { Page } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { ConsentStep } from '../../consent/ConsentStep';
import { demandOf } from '../../consent/demand';
import { ErrorCard } from '../../errors/ErrorCard';
import type { MadeGroup, Person } from '../../ipc/bindings';
import { GroupView } from './group/GroupView';
import { useGroup } from './queries/useGroups';

interface GroupPageProps {
  id: string;
  /** What came of making it a moment ago. */
  made: MadeGroup | null;
  /** Whom to invite, chosen on another screen. */
  invite: readonly Person[];
}

/** One group: who is in it, what is shared with it, and changing who is in it. */
export default function GroupPage({ id, made, invite }: GroupPageProps) {
  const intl = useIntl();
  const group = useGroup(id);
  const [signIn, setSignIn] = useState(false);
  // Protected groups show their members only after a recent sign-in.
  const demand = demandOf(group.error);
  if (signIn && demand !== null) {
    return (
      <ConsentStep
        about="groups"
        demand={demand}
        onDone={() => {
          setSignIn(false);
          void group.refetch();
        }}
        onCancel={() => setSignIn(false)}
      />
    );
  }
  if (group.data !== undefined) return <GroupView details={group.data} made={made} invite={invite} />;
  return (
    <Page title={made?.group.name ?? intl.formatMessage({ id: 'shell.group' })} width="wide">
      {group.error === null ? (
        <p role="status">
          <Spinner /> <FormattedMessage id="groups.loading" />
        </p>
      ) : (
        <ErrorCard error={group.error}>
          <Button size="small" onClick={() => (demand === null ? void group.refetch() : setSignIn(true))}>
            <FormattedMessage id={demand === null ? 'common.tryAgain' : 'groups.signIn'} />
          </Button>
        </ErrorCard>
      )}
    </Page>
  );
}
