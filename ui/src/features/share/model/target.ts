import type { Location, ShareDraft, ShareTarget, StorageAccount } from '../../../ipc/bindings';

/** What the person chose about the shared folder that carries the permissions. */
export type TargetWish = Pick<ShareDraft, 'collectionId' | 'newCollection' | 'accountId'>;

/** Everything that could carry the permissions, the suggested one first. */
export function targetsOf(location: Location): readonly ShareTarget[] {
  return [location.target, ...location.alternatives];
}

/** The one that will be used. */
export function chosenTarget(wish: TargetWish, location: Location): ShareTarget {
  const chosen = targetsOf(location).find((target) =>
    target.kind === 'create' ? wish.newCollection : !wish.newCollection && target.collectionId === wish.collectionId,
  );
  return chosen ?? location.target;
}

/** The account through which a new shared folder reaches its files; null on computers, and where it is made first. */
export function chosenAccount(wish: TargetWish, location: Location): StorageAccount | null {
  if (chosenTarget(wish, location).kind !== 'create') return null;
  return location.accounts.find((account) => account.id === wish.accountId) ?? location.accounts[0] ?? null;
}

/** How an account is called on the storage. */
export function accountName(account: StorageAccount): string {
  return account.username ?? account.name ?? account.id;
}
