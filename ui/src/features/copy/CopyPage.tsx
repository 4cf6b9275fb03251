import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../components/Button';
import { Page } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { ConsentStep } from '../../consent/ConsentStep';
import { demandOf } from '../../consent/demand';
import { useCopies } from '../../copies/queries';
import { ErrorCard } from '../../errors/ErrorCard';
import { useNavigation } from '../../navigation/navigation';
import { ProgressPage } from './progress/ProgressPage';
import { useCopyActions } from './progress/useCopyActions';

/** One copy: how far it is, what stands against it, and what can be done about it. */
export default function CopyPage({ id }: { id: string }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const copies = useCopies();
  const actions = useCopyActions(id);
  const [signingIn, setSigningIn] = useState(false);
  const [asked, setAsked] = useState(0);
  const copy = copies.data?.find((each) => each.id === id);

  const stop = copy?.state.kind === 'stopped' && copy.state.reason.kind === 'signIn' ? copy.state.reason.error : null;
  const demand = demandOf(actions.error) ?? (signingIn ? demandOf(stop) : null);
  if (demand !== null) {
    return (
      <ConsentStep
        key={asked}
        demand={demand}
        again={asked > 0}
        onCancel={() => {
          actions.reset();
          setSigningIn(false);
        }}
        onDone={() => {
          setAsked((before) => before + 1);
          setSigningIn(false);
          actions.again();
        }}
      />
    );
  }
  if (copy === undefined) {
    return (
      <Page title={intl.formatMessage({ id: copies.isSuccess ? 'copy.page.gone' : 'shell.copy' })}>
        {copies.isPending && (
          <p role="status">
            <Spinner /> <FormattedMessage id="common.working" />
          </p>
        )}
        {copies.error && (
          <ErrorCard error={copies.error}>
            <Button size="small" onClick={() => void copies.refetch()}>
              <FormattedMessage id="common.tryAgain" />
            </Button>
          </ErrorCard>
        )}
        {copies.isSuccess && (
          <div>
            <Button onClick={() => navigate({ name: 'home' })}>
              <FormattedMessage id="shell.home" />
            </Button>
          </div>
        )}
      </Page>
    );
  }
  return <ProgressPage {...{ copy, actions }} onSignIn={() => setSigningIn(true)} />;
}
