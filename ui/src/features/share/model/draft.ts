import type {
  DraftGuest,
  EndChoice,
  Guest,
  Permissions,
  ShareDraft,
  ShareTarget,
  WiderAccess,
} from '../../../ipc/bindings';

import { guestKey } from '../../../components/guests/guests';

/** What the person can do to a draft. Nothing here asks Globus anything. */
export type DraftAction =
  | { type: 'guestsAdded'; guests: readonly Guest[] }
  | { type: 'guestRemoved'; key: string }
  | { type: 'guestRestored'; row: DraftGuest; index: number }
  | { type: 'guestReplaced'; key: string; guest: Guest }
  | { type: 'levelChosen'; key: string; permissions: Permissions }
  | { type: 'endChosen'; key: string; end: EndChoice }
  | { type: 'endChosenForAll'; end: EndChoice }
  | { type: 'defaultLevelChosen'; permissions: Permissions }
  | { type: 'defaultEndChosen'; end: EndChoice }
  | { type: 'messageTyped'; message: string }
  | { type: 'notifyChosen'; notify: ShareDraft['notify'] }
  | { type: 'widerChosen'; wider: WiderAccess }
  | { type: 'nameTyped'; name: string | null }
  | { type: 'encryptionChosen'; on: boolean }
  | { type: 'targetChosen'; target: ShareTarget | null }
  | { type: 'accountChosen'; id: string }
  | { type: 'folderReplaced'; from: string; to: string }
  | { type: 'restored'; draft: ShareDraft };

/** What a new draft starts with; the settings and today's date decide. */
export interface DraftDefaults {
  readonly permissions: Permissions;
  readonly end: EndChoice;
}

/** An empty draft for some folders. */
export function newDraft(id: string, folders: readonly string[], defaults: DraftDefaults): ShareDraft {
  return {
    id,
    folders: [...folders],
    collectionId: null,
    newCollection: false,
    accountId: null,
    guests: [],
    defaultPermissions: defaults.permissions,
    defaultEnd: defaults.end,
    message: '',
    notify: 'email',
    wider: { kind: 'off' },
    collectionName: null,
    forceEncryption: false,
  };
}

/** The next state of a draft. */
export function draftReducer(draft: ShareDraft, action: DraftAction): ShareDraft {
  switch (action.type) {
    case 'guestsAdded':
      return { ...draft, guests: [...newRows(draft, action.guests), ...draft.guests] };
    case 'guestRemoved':
      return { ...draft, guests: draft.guests.filter((row) => guestKey(row.guest) !== action.key) };
    case 'guestRestored':
      return restore(draft, action.row, action.index);
    case 'guestReplaced':
      return onRow(draft, action.key, (row) => ({ ...row, guest: action.guest }));
    case 'levelChosen':
      return onRow(draft, action.key, (row) => ({ ...row, permissions: action.permissions }));
    case 'endChosen':
      return onRow(draft, action.key, (row) => ({ ...row, end: action.end }));
    case 'endChosenForAll':
      return { ...draft, guests: draft.guests.map((row) => ({ ...row, end: action.end })) };
    case 'defaultLevelChosen':
      return { ...draft, defaultPermissions: action.permissions };
    case 'defaultEndChosen':
      return { ...draft, defaultEnd: action.end };
    case 'messageTyped':
      return { ...draft, message: action.message };
    case 'notifyChosen':
      return { ...draft, notify: action.notify };
    case 'widerChosen':
      return { ...draft, wider: action.wider };
    case 'nameTyped':
      return { ...draft, collectionName: action.name };
    case 'encryptionChosen':
      return { ...draft, forceEncryption: action.on };
    case 'targetChosen':
      return {
        ...draft,
        collectionId: action.target?.kind === 'reuse' ? action.target.collectionId : null,
        newCollection: action.target?.kind === 'create',
      };
    case 'accountChosen':
      return { ...draft, accountId: action.id };
    case 'folderReplaced':
      return {
        ...draft,
        // The collection that was chosen may not cover the other folder, and its name was meant for the first.
        collectionId: null,
        newCollection: false,
        accountId: null,
        collectionName: null,
        wider: { kind: 'off' },
        folders: draft.folders.map((folder) => (folder === action.from ? action.to : folder)),
      };
    case 'restored':
      return action.draft;
  }
}

/** True when the guest is on the list already. */
export function isOnList(draft: ShareDraft, guest: Guest): boolean {
  const key = guestKey(guest);
  return draft.guests.some((row) => guestKey(row.guest) === key);
}

function newRows(draft: ShareDraft, guests: readonly Guest[]): DraftGuest[] {
  const seen = new Set(draft.guests.map((row) => guestKey(row.guest)));
  const rows: DraftGuest[] = [];
  for (const guest of guests) {
    const key = guestKey(guest);
    if (seen.has(key)) continue;
    seen.add(key);
    rows.push({ guest, permissions: draft.defaultPermissions, end: draft.defaultEnd });
  }
  return rows;
}

function restore(draft: ShareDraft, row: DraftGuest, index: number): ShareDraft {
  if (isOnList(draft, row.guest)) return draft;
  const guests = [...draft.guests];
  guests.splice(Math.min(index, guests.length), 0, row);
  return { ...draft, guests };
}

function onRow(draft: ShareDraft, key: string, change: (row: DraftGuest) => DraftGuest): ShareDraft {
  return { ...draft, guests: draft.guests.map((row) => (guestKey(row.guest) === key ? change(row) : row)) };
}

/** No folders: nothing is counted any more. */
export const NO_FOLDERS: readonly string[] = [];

/** Sets the end of a guest, or of wider access where `key` names no guest. */
export function endAction(draft: ShareDraft, key: string | null, day: string): DraftAction {
  const end: EndChoice = { kind: 'on', day };
  if (key !== null && draft.guests.some((row) => guestKey(row.guest) === key)) return { type: 'endChosen', key, end };
  if (draft.wider.kind === 'off') return { type: 'endChosenForAll', end };
  return { type: 'widerChosen', wider: { ...draft.wider, end } };
}
