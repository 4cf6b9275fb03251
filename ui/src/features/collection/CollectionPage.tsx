import { useQueryClient } from '@tanstack/react-query';
import { FolderTree as CollectionIcon } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/Dialog';
import { Page } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { ConsentStep } from '../../consent/ConsentStep';
import { useConsent } from '../../consent/useConsent';
import { ErrorCard } from '../../errors/ErrorCard';
import type { CollectionAbout, Person } from '../../ipc/bindings';
import { keys } from '../../ipc/queries';
import { useLeaveGuard } from '../../navigation/leaveGuard';
import { useNavigation, type CollectionTab } from '../../navigation/navigation';
import styles from './Collection.module.css';
import { CollectionTabs, type OnDemand } from './CollectionTabs';
import type { Asked } from './diagnosis/WhyPanel';
import { HeaderActions, HeaderLead } from './CollectionHeader';
import { isGone, useCollection } from './queries/useCollection';

interface CollectionPageProps {
  id: string;
  /** The folder whose guests are shown. */
  path?: string | undefined;
  tab?: CollectionTab | undefined;
  /** Somebody who can't open the folder. */
  why?: Person | undefined;
  /** A reminder of an end led here. */
  reminded?: boolean | undefined;
}

/** One guest collection: who reaches what, who has a role, what is written on its card, what happened on it, and its end. */
export default function CollectionPage(props: CollectionPageProps) {
  const { id, path = '/', tab = 'access', why, reminded = false } = props;
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { details, offline, kept } = useCollection(id);
  const client = useQueryClient();
  const consent = useConsent();
  const [changing, setChanging] = useState(false);
  // Kept here, so that neither another tab nor a sign-in half-way loses what was typed.
  const [draft, setDraft] = useState<CollectionAbout | null>(null);
  const [asked, setAsked] = useState<Asked | null>(why ?? null);
  const guard = useLeaveGuard(draft !== null, (to) => to.name === 'collection' && to.id === id);

  const readAgain = () => void client.invalidateQueries({ queryKey: [...keys.collection, id] });
  const onDemand: OnDemand = (error, change) => {
    setChanging(change !== undefined);
    return consent.ask(error, change?.again ?? false, change?.goOn ?? readAgain);
  };
  const { error } = details;
  const whole = details.data !== undefined;
  const data = details.data ?? kept.data ?? undefined;
  const away = consent.wanted !== null;
  const step = consent.wanted !== null && (
    <ConsentStep {...consent.wanted} about={changing ? 'collection' : 'storage'} />
  );
  if (away && data === undefined) return step;
  if (data === undefined || isGone(error)) {
    return (
      <Page width="wide" title={data?.name ?? intl.formatMessage({ id: 'collection.title' })}>
        {(error === null || kept.isLoading) && (
          <p role="status" className={styles.loading}>
            <Spinner /> {intl.formatMessage({ id: 'collection.loading' })}
          </p>
        )}
        {error !== null && !kept.isLoading && !isGone(error) && (
          <ErrorCard error={error}>
            <Button
              size="small"
              busy={details.isFetching}
              onClick={() => {
                if (!onDemand(error)) void details.refetch();
              }}
            >
              {intl.formatMessage({ id: 'common.tryAgain' })}
            </Button>
          </ErrorCard>
        )}
        {isGone(error) && <Missing />}
      </Page>
    );
  }
  const check = () => void details.refetch();
  return (
    <>
      {step}
      <Page
        width="wide"
        away={away}
        icon={CollectionIcon}
        title={data.name}
        lead={<HeaderLead details={data} checking={details.isFetching} onCheck={check} />}
        actions={<HeaderActions details={data} path={path} />}
      >
        <CollectionTabs
          {...{ path, tab, whole, offline, away, draft, setDraft, onDemand, error, asked, reminded }}
          onAsk={setAsked}
          details={data}
          checking={details.isFetching}
          onCheck={check}
          onOpen={(to) => navigate({ name: 'collection', id, path, tab, ...to })}
        />
        <ConfirmDialog
          open={guard.asking}
          onClose={guard.stay}
          title={intl.formatMessage({ id: 'collection.leave.title' })}
          safeLabel={intl.formatMessage({ id: 'collection.leave.stay' })}
          actLabel={intl.formatMessage({ id: 'collection.leave.go' })}
          onAct={guard.leave}
        >
          <p>{intl.formatMessage({ id: 'collection.leave.lead' }, { name: data.name })}</p>
        </ConfirmDialog>
      </Page>
    </>
  );
}

/** It was deleted, or the person has no role on it any more. */
function Missing() {
  const intl = useIntl();
  const { navigate } = useNavigation();
  return (
    <div className={styles.missing} role="alert">
      <h2>{intl.formatMessage({ id: 'collection.gone.title' })}</h2>
      <p>{intl.formatMessage({ id: 'collection.gone.lead' })}</p>
      <Button onClick={() => navigate({ name: 'shares' })}>{intl.formatMessage({ id: 'collection.gone.back' })}</Button>
    </div>
  );
}
