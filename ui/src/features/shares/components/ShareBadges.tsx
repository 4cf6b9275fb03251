import { FolderX, Globe, Lock, Unplug } from 'lucide-react';

import { Badges, CHANGED, type Remark } from '../../../components/access/AccessBadges';
import type { ShareBadge, ShareRow } from '../../../ipc/bindings';

/** What is wrong first, then who else can see it. That there is no end stands where the date would. */
const SHARE: [ShareBadge, Remark][] = [
  ['folderNotFound', { id: 'shares.badge.folderNotFound', tone: 'danger', icon: FolderX }],
  ['ownerLockedOut', { id: 'shares.badge.ownerLockedOut', tone: 'danger', icon: Lock }],
  ['offline', { id: 'shares.badge.offline', tone: 'attn', icon: Unplug }],
  ['anyone', { id: 'shares.badge.anyone', tone: 'attn', icon: Globe }],
  ['signedIn', { id: 'shares.badge.signedIn', tone: 'attn', icon: Globe }],
];

/** Remarks about a shared folder. */
export function ShareBadges({ row }: { row: ShareRow }) {
  const found = SHARE.filter(([badge]) => row.badges.includes(badge)).map(([, remark]) => remark);
  return <Badges remarks={row.changed ? [...found, CHANGED] : found} />;
}
