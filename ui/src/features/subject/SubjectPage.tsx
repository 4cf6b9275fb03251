import { useQuery } from '@tanstack/react-query';
import { Copy, UserX } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useCopy } from '../../clipboard/useCopy';
import { SubjectBadges } from '../../components/access/AccessBadges';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { AccessAvatar } from '../../components/guests/AccessAvatar';
import { useAccessWords } from '../../components/guests/useAccessWords';
import { Page } from '../../components/Page';
import { Spinner } from '../../components/Spinner';
import { ErrorCard } from '../../errors/ErrorCard';
import type { ChangeAction, ChangeTargets, SubjectId, SubjectPage as Subject } from '../../ipc/bindings';
import { useIpc } from '../../ipc/IpcProvider';
import { keys, useAuditState } from '../../ipc/queries';
import { useReading } from '../../ipc/reading';
import { useNavigation } from '../../navigation/navigation';
import { Facts, SubjectLink } from './Facts';
import { GrantTable } from './GrantTable';
import { isOwn } from './model/sum';
import styles from './Subject.module.css';
import { useSubjectWords } from './words';

/** All that one person or group reaches, and through what. */
export default function SubjectPage({ id }: { id: SubjectId }) {
  const intl = useIntl();
  const ipc = useIpc();
  const subject = useQuery({ queryKey: [...keys.subject, id], queryFn: () => ipc.subjectPage(id) });
  if (subject.data !== undefined) return <Known id={id} page={subject.data} />;
  if (subject.error !== null) {
    return (
      <Page title={intl.formatMessage({ id: 'subject.failedTitle' })} width="wide">
        <ErrorCard error={subject.error}>
          <Button size="small" onClick={() => void subject.refetch()}>
            <FormattedMessage id="common.tryAgain" />
          </Button>
        </ErrorCard>
      </Page>
    );
  }
  return (
    <p role="status" className={styles.loading}>
      <Spinner /> <FormattedMessage id="subject.loading" />
    </p>
  );
}

function Known({ id, page }: { id: SubjectId; page: Subject }) {
  const { nameOf } = useAccessWords();
  const { navigate } = useNavigation();
  const { sumWords, momentWords } = useSubjectWords();
  const checkedAt = useAuditState().data?.checkedAt ?? null;
  const { offline } = useReading();
  const { access, isMe } = page.subject;
  const name = nameOf(access);
  const person = access.to === 'guest' && access.guest.kind === 'person' ? access.guest : null;
  const change = (targets: ChangeTargets, action: ChangeAction) => navigate({ name: 'change', targets, action });
  return (
    <Page
      width="wide"
      title={name}
      lead={
        <>
          {sumWords(page.grants)}{' '}
          {checkedAt !== null && <FormattedMessage id="subject.checked" values={{ time: momentWords(checkedAt) }} />}
        </>
      }
      actions={
        <Actions
          {...{ page, offline, checkedAt }}
          onRemove={() => change(id.kind === 'person' ? { kind: 'person', id: id.id } : id, { kind: 'stop' })}
        />
      }
    >
      {offline && <Offline checkedAt={checkedAt} />}
      <div className={styles.who}>
        <AccessAvatar access={access} />
        <div className={styles.about}>
          <SubjectBadges access={access} isMe={isMe} />
          <Facts page={page} />
        </div>
      </div>
      <MaybeIn page={page} />
      {page.grants.length === 0 ? (
        <p>
          <FormattedMessage id="subject.nothing" values={{ name }} />
        </p>
      ) : (
        <GrantTable
          {...{ name, offline }}
          grants={page.grants}
          onWhy={
            person &&
            (({ collectionId, path }) => navigate({ name: 'collection', id: collectionId, path, why: person }))
          }
          onChange={(grant, action) => {
            if (grant.rule !== null) change({ kind: 'rules', rules: [grant.rule] }, action);
          }}
        />
      )}
    </Page>
  );
}

interface ActionsProps {
  page: Subject;
  offline: boolean;
  checkedAt: string | null;
  onRemove: () => void;
}

/** What can be done with all of it. Nobody takes themselves out of everything here. */
function Actions({ page, offline, checkedAt, onRemove }: ActionsProps) {
  const intl = useIntl();
  const { pageText } = useSubjectWords();
  const { copy, label } = useCopy(intl.formatMessage({ id: 'subject.copy' }));
  const removable = page.grants.some((grant) => isOwn(grant) || grant.via.kind === 'role');
  return (
    <>
      <Button icon={Copy} onClick={() => void copy(pageText(page, checkedAt))}>
        {label}
      </Button>
      {removable && !page.subject.isMe && (
        <Button
          variant="danger"
          icon={UserX}
          unavailable={offline ? intl.formatMessage({ id: 'subject.needsConnection' }) : null}
          onClick={onRemove}
        >
          <FormattedMessage id="subject.removeEverywhere" />
        </Button>
      )}
    </>
  );
}

function Offline({ checkedAt }: { checkedAt: string | null }) {
  const { momentWords } = useSubjectWords();
  return (
    <Banner
      title={
        checkedAt === null ? (
          <FormattedMessage id="subject.offlineNever" />
        ) : (
          <FormattedMessage id="subject.offline" values={{ time: momentWords(checkedAt) }} />
        )
      }
    >
      <FormattedMessage id="subject.offlineMore" />
    </Banner>
  );
}

/** Groups whose members can't be seen: the list is honest about what it can't know. */
function MaybeIn({ page: { unknownGroups } }: { page: Subject }) {
  const intl = useIntl();
  if (unknownGroups.length === 0) return null;
  const hidden = intl.formatMessage({ id: 'common.guest.hiddenGroup' });
  const names = unknownGroups.map(({ id, name }) => (
    <SubjectLink key={id} id={{ kind: 'group', id }} name={name ?? hidden} />
  ));
  return (
    <Banner
      tone="info"
      title={<FormattedMessage id="subject.unknownGroups" values={{ names: intl.formatList(names) }} />}
    >
      <FormattedMessage id="subject.unknownGroupsMore" values={{ count: unknownGroups.length }} />
    </Banner>
  );
}
