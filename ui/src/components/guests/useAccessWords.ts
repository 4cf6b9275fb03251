import { useIntl } from 'react-intl';
import type { Access } from '../../ipc/bindings';
import { useGuestWords } from './useGuestWords';

/** What to call whoever a permission is for. */
export function useAccessWords() {
  const intl = useIntl();
  const { nameOf, shortNameOf } = useGuestWords();
  const everyone = (access: Exclude<Access, { to: 'guest' }>) =>
    intl.formatMessage({ id: access.to === 'anyone' ? 'common.guest.anyone' : 'common.guest.signedIn' });
  return {
    nameOf: (access: Access) => (access.to === 'guest' ? nameOf(access.guest) : everyone(access)),
    shortNameOf: (access: Access) => (access.to === 'guest' ? shortNameOf(access.guest) : everyone(access)),
  };
}
