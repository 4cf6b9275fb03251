import { CalendarClock, Copy, FolderOpen, FolderSymlink, KeyRound, RefreshCw, Users } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useCopy } from '../../../clipboard/useCopy';
import { Button } from '../../../components/Button';
import { useAccessWords } from '../../../components/guests/useAccessWords';
import type { CollectionDetails, EffectiveGuest, FolderAccess, Verdict } from '../../../ipc/bindings';
import { useNavigation } from '../../../navigation/navigation';
import { PlaceDialog } from '../access/PlaceDialog';
import type { TabProps } from '../CollectionTabs';
import { ownRules, ruleRefs } from '../model/guests';
import { linkTo } from '../model/links';
import { lastPart } from '../model/tree';
import styles from './Diagnosis.module.css';

interface VerdictFixProps {
  verdict: Verdict;
  details: CollectionDetails;
  folder: FolderAccess;
  guest: EffectiveGuest;
  offline: boolean;
  onOpen: TabProps['onOpen'];
  onAgain: () => void;
}

/** What mends what was found, where something does from here. */
export function VerdictFix(props: VerdictFixProps) {
  const { verdict, details, folder, guest, offline, onOpen, onAgain } = props;
  const intl = useIntl();
  const { navigate } = useNavigation();
  const [pointing, setPointing] = useState(false);
  const link = linkTo(details.link, folder.path);
  const values = { folder: folder.name, link };
  const unavailable = offline ? intl.formatMessage({ id: 'collection.needsConnection' }) : null;
  const person = guest.access.to === 'guest' && guest.access.guest.kind === 'person' ? guest.access.guest : null;

  switch (verdict.kind) {
    case 'folderGone':
      if (!details.may.changeAccess) return null;
      return (
        <div className={styles.fix}>
          <Button size="small" icon={FolderSymlink} unavailable={unavailable} onClick={() => setPointing(true)}>
            {intl.formatMessage({ id: 'collection.folderGone.point' })}
          </Button>
          {pointing && (
            <PlaceDialog
              kind="pointTo"
              details={details}
              path={folder.path}
              name={folder.name}
              onClose={() => setPointing(false)}
            />
          )}
        </div>
      );
    case 'nothingShared': {
      const [first] = verdict.elsewhere;
      if (first === undefined) return null;
      const where = first === '/' ? details.name : lastPart(first);
      return (
        <div className={styles.fix}>
          <CopyText
            label={intl.formatMessage({ id: 'collection.fix.copyLinkTo' }, { folder: where })}
            text={linkTo(details.link, first)}
          />
          <Button size="small" variant="quiet" icon={FolderOpen} onClick={() => onOpen({ path: first })}>
            {intl.formatMessage({ id: 'collection.fix.open' }, { folder: where })}
          </Button>
        </div>
      );
    }
    case 'ended': {
      const own = ownRules(guest).filter(({ canChange }) => canChange);
      return (
        <div className={styles.fix}>
          {own.length > 0 ? (
            <Button
              size="small"
              icon={CalendarClock}
              unavailable={unavailable}
              onClick={() =>
                navigate({ name: 'change', targets: { kind: 'rules', rules: ruleRefs(own) }, action: null })
              }
            >
              {intl.formatMessage({ id: 'collection.fix.extend' })}
            </Button>
          ) : (
            person !== null && <OpenPerson guest={guest} />
          )}
        </div>
      );
    }
    case 'otherIdentity':
      return (
        <div className={styles.fix}>
          <CopyText
            label={intl.formatMessage({ id: 'collection.fix.copyText' })}
            text={intl.formatMessage({ id: 'collection.text.signInAs' }, { ...values, address: verdict.sharedWith })}
          />
        </div>
      );
    case 'neverSignedIn':
      return (
        <div className={styles.fix}>
          <CopyText
            label={intl.formatMessage({ id: 'collection.fix.copyInvitation' })}
            text={intl.formatMessage({ id: 'collection.text.invite' }, { ...values, address: person?.username ?? '' })}
          />
        </div>
      );
    case 'notYetInGroup':
      return (
        <div className={styles.fix}>
          {verdict.status === 'invited' && (
            <CopyText
              label={intl.formatMessage({ id: 'collection.fix.copyText' })}
              text={intl.formatMessage(
                { id: 'collection.text.acceptGroup' },
                { ...values, group: verdict.group ?? intl.formatMessage({ id: 'common.guest.hiddenGroup' }) },
              )}
            />
          )}
        </div>
      );
    case 'needsFreshSignIn':
      return (
        <div className={styles.fix}>
          <CopyText
            label={intl.formatMessage({ id: 'collection.fix.copyText' })}
            text={intl.formatMessage(
              { id: 'collection.text.signInAgain' },
              { ...values, address: person?.username ?? '' },
            )}
          />
        </div>
      );
    case 'nothingFound':
      return (
        <div className={styles.fix}>
          <CopyText
            label={intl.formatMessage({ id: 'collection.fix.copyText' })}
            text={intl.formatMessage(
              { id: 'collection.text.signInAs' },
              { ...values, address: person?.username ?? '' },
            )}
          />
        </div>
      );
    case 'ownerLostAccess':
      return details.may.changeRoles ? (
        <div className={styles.fix}>
          <Button size="small" icon={KeyRound} onClick={() => onOpen({ tab: 'roles' })}>
            {intl.formatMessage({ id: 'collection.openRoles' })}
          </Button>
        </div>
      ) : null;
    case 'groupNotVisible':
      return (
        <div className={styles.fix}>
          <OpenPerson guest={guest} />
        </div>
      );
    case 'storageOffline':
    case 'notAnswered':
      return (
        <div className={styles.fix}>
          <Button size="small" icon={RefreshCw} onClick={onAgain}>
            {intl.formatMessage({ id: 'collection.diagnosis.again' })}
          </Button>
        </div>
      );
  }
}

function OpenPerson({ guest }: { guest: EffectiveGuest }) {
  const intl = useIntl();
  const { navigate } = useNavigation();
  const { shortNameOf } = useAccessWords();
  if (guest.access.to !== 'guest') return null;
  const { kind, id } = guest.access.guest;
  return (
    <Button size="small" icon={Users} onClick={() => navigate({ name: 'subject', id: { kind, id } })}>
      {intl.formatMessage({ id: 'collection.allTheyReach' }, { name: shortNameOf(guest.access) })}
    </Button>
  );
}

function CopyText({ label: words, text }: { label: string; text: string }) {
  const { copy, label } = useCopy(words);
  return (
    <Button size="small" icon={Copy} onClick={() => void copy(text)}>
      {label}
    </Button>
  );
}
