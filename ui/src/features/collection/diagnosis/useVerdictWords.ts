import { useIntl } from 'react-intl';
import { useMoments } from '../../../components/useMoments';
import { errorWords } from '../../../errors/words';
import type { Verdict } from '../../../ipc/bindings';
import { useTimeZone } from '../../../time/Clock';
import { lastPart } from '../model/tree';

/** The sentence that a look ends in. */
export function useVerdictWords({ name, folder }: { name: string; folder: string }): (verdict: Verdict) => string {
  const intl = useIntl();
  const moments = useMoments(useTimeZone());
  const group = (of: string | null) => of ?? intl.formatMessage({ id: 'common.guest.hiddenGroup' });
  return (verdict) => {
    const values = { name, folder };
    switch (verdict.kind) {
      case 'storageOffline':
      case 'folderGone':
      case 'ownerLostAccess':
      case 'neverSignedIn':
      case 'nothingFound':
        return intl.formatMessage({ id: `collection.verdict.${verdict.kind}` }, values);
      case 'nothingShared':
        return intl.formatMessage(
          { id: 'collection.verdict.nothingShared' },
          {
            ...values,
            count: verdict.elsewhere.length,
            elsewhere: intl.formatList(
              verdict.elsewhere.map((path) =>
                path === '/' ? intl.formatMessage({ id: 'collection.wholeFolder' }) : lastPart(path),
              ),
            ),
          },
        );
      case 'ended':
        return intl.formatMessage(
          { id: 'collection.verdict.ended' },
          { ...values, day: moments.dayOfMoment(verdict.at) },
        );
      case 'otherIdentity':
        return intl.formatMessage(
          { id: 'collection.verdict.otherIdentity' },
          { ...values, address: verdict.sharedWith },
        );
      case 'notYetInGroup':
        return intl.formatMessage(
          { id: 'collection.verdict.notYetInGroup' },
          { ...values, group: group(verdict.group), status: verdict.status },
        );
      case 'groupNotVisible':
        return intl.formatMessage(
          { id: 'collection.verdict.groupNotVisible' },
          { ...values, group: group(verdict.group) },
        );
      case 'needsFreshSignIn':
        return intl.formatMessage(
          { id: 'collection.verdict.needsFreshSignIn' },
          { ...values, minutes: verdict.minutes ?? -1 },
        );
      case 'notAnswered':
        return intl.formatMessage(
          { id: 'collection.verdict.notAnswered' },
          { reason: intl.formatMessage({ id: errorWords(verdict.error).title.id }) },
        );
    }
  };
}
