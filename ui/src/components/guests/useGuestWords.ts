import { useIntl } from 'react-intl';
import type { Guest } from '../../ipc/bindings';
import { guestName, shortName } from './guests';

/** What guests are called, with a name for groups that hide theirs. */
export function useGuestWords() {
  const intl = useIntl();
  const hidden = intl.formatMessage({ id: 'common.guest.hiddenGroup' });
  return {
    nameOf: (guest: Guest): string => guestName(guest) ?? hidden,
    shortNameOf: (guest: Guest): string => shortName(guest) ?? hidden,
  };
}
