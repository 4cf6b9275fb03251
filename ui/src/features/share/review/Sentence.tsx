import { FormattedMessage, useIntl } from 'react-intl';
import type { MessageId } from '../../../i18n/messages';
import { Address } from '../../../components/guests/Address';
import type { Guest, PlannedGrant } from '../../../ipc/bindings';
import type { ReviewSentence } from '../model/review';
import { useGuestWords } from '../../../components/guests/useGuestWords';
import styles from './Review.module.css';
import { useMoments } from '../../../components/useMoments';

/** "Alex Kim (…) will be able to view and download everything in Results until …", and what Globus is asked. */
export function Sentence({ sentence, timeZone }: { sentence: ReviewSentence; timeZone: string }) {
  const intl = useIntl();
  const { nameOf } = useGuestWords();
  const { moment } = useMoments(timeZone);
  const { grant, folders } = sentence;
  const { access } = grant;
  const common = {
    verb: intl.formatMessage({ id: `common.verb.${grant.permissions}` }),
    folders: intl.formatList(folders, { type: 'conjunction' }),
    end: grant.endsAt === null ? 'none' : 'on',
    endText: grant.endsAt === null ? '' : moment(grant.endsAt),
  };
  return (
    <div>
      <p className={styles.sentence}>
        {access.to !== 'guest' ? (
          <FormattedMessage
            id="share.review.who"
            values={{
              ...common,
              who: intl.formatMessage({ id: access.to === 'anyone' ? 'common.guest.anyone' : 'common.guest.signedIn' }),
            }}
          />
        ) : access.guest.kind === 'group' ? (
          <FormattedMessage
            id="share.review.group"
            values={{ ...common, who: nameOf(access.guest), members: access.guest.memberCount ?? -1 }}
          />
        ) : access.guest.name === null ? (
          // The address is all there is to say who it is.
          <FormattedMessage id="share.review.who" values={{ ...common, who: <FullAddress person={access.guest} /> }} />
        ) : (
          <FormattedMessage
            id="share.review.person"
            values={{ ...common, who: nameOf(access.guest), address: <FullAddress person={access.guest} /> }}
          />
        )}
      </p>
      <p className={styles.meta}>
        <Action grant={grant} timeZone={timeZone} /> <Telling grant={grant} />
      </p>
      {grant.noEndReason !== null && grant.noEndReason !== '' && (
        <p className={styles.meta}>
          <FormattedMessage id="share.review.reason" values={{ reason: grant.noEndReason }} />
        </p>
      )}
    </div>
  );
}

/** The address, and the organisation of somebody from elsewhere: two people of one name differ there. */
function FullAddress({ person }: { person: Guest & { kind: 'person' } }) {
  return (
    <>
      <Address plain username={person.username} />
      {person.outside && person.organization !== null && <>, {person.organization}</>}
    </>
  );
}

/** What is there already, where the row is not new. */
function Action({ grant, timeZone }: { grant: PlannedGrant; timeZone: string }) {
  const intl = useIntl();
  const { moment } = useMoments(timeZone);
  const { action } = grant;
  switch (action.kind) {
    case 'create':
      return null;
    case 'nothing':
      return <FormattedMessage id="share.review.nothing" />;
    case 'update':
      return (
        <FormattedMessage
          id="share.review.update"
          values={{
            verb: intl.formatMessage({ id: `common.verb.${action.fromPermissions}` }),
            end: action.fromEndsAt === null ? 'none' : 'on',
            endText: action.fromEndsAt === null ? '' : moment(action.fromEndsAt),
          }}
        />
      );
  }
}

/** Whether Globus is asked to e-mail. It e-mails people only, and only about what is new. */
function Telling({ grant }: { grant: PlannedGrant }) {
  const intl = useIntl();
  const { shortNameOf } = useGuestWords();
  const { access, action } = grant;
  if (access.to !== 'guest' || action.kind === 'nothing') return null;
  if (access.guest.kind === 'group') return <FormattedMessage id="share.review.noGroupMail" />;
  const unused = access.guest.status === 'unused';
  const who = shortNameOf(access.guest);
  let id: MessageId;
  if (grant.notify) id = unused ? 'share.review.emailNew' : 'share.review.email';
  else if (action.kind === 'update') id = 'share.review.noUpdateMail';
  else id = unused ? 'share.review.quietNew' : 'share.review.quiet';
  return intl.formatMessage({ id }, { who });
}
