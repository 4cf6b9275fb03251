import { Avatar } from '../Avatar';
import type { Access } from '../../ipc/bindings';
import { guestName } from './guests';

/** The avatar of whoever a permission is for. */
export function AccessAvatar({ access }: { access: Access }) {
  if (access.to !== 'guest') return <Avatar kind="everyone" name="" />;
  const { guest } = access;
  return <Avatar kind={guest.kind} name={guestName(guest) ?? ''} outside={guest.kind === 'person' && guest.outside} />;
}
