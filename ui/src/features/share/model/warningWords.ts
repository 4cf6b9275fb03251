import type { MessageId } from '../../../i18n/messages';
import type { Permissions, Via, Warning } from '../../../ipc/bindings';

/** A message of the catalogue with its values. */
export interface Message {
  readonly id: MessageId;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What a button beside a warning does. */
export type Fix =
  | { kind: 'leaveOff' }
  | { kind: 'manage' }
  | { kind: 'readOnly' }
  | { kind: 'endOn'; day: string }
  | { kind: 'widerOff' }
  | { kind: 'smallerPart' }
  | { kind: 'rename' }
  | { kind: 'checkAgain' }
  | { kind: 'backToList' };

/** A warning in words: the claim in bold, the reason, then the fixes, the safe one first. */
export interface WarningWords {
  /** `note` is a plain line below the sentence; `warning` has the bar and the buttons. */
  readonly tone: 'warning' | 'note';
  readonly claim: Message | null;
  readonly reason: Message;
  readonly fixes: readonly Fix[];
}

/** Words that depend on where the warning stands. */
export interface WarningPlace {
  /** What the guest is called the second time; empty for a warning on the whole share. */
  readonly who: string;
  /** Names of the folders it concerns. */
  readonly folders: readonly string[];
  /** Whether leaving the guest off the list loses nothing but this. */
  readonly canLeaveOff: boolean;
  /** Whether the guest is a group. */
  readonly isGroup: boolean;
  /** The end that is offered instead of none, `YYYY-MM-DD`. */
  readonly suggestedEnd: string;
  /** The last day that the institution allows, `YYYY-MM-DD`. */
  readonly institutionLastDay?: string | null;
  /** How values are written in the person's language. */
  readonly format: WarningFormat;
}

/** How days, moments, levels and lists are written in the person's language. */
export interface WarningFormat {
  readonly day: (day: string) => string;
  readonly moment: (moment: string) => string;
  readonly level: (permissions: Permissions) => string;
  readonly list: (names: readonly string[]) => string;
}

/** The words and fixes of every warning a plan can have. */
export function warningWords(warning: Warning, place: WarningPlace): WarningWords {
  const who = { who: place.who, group: place.isGroup ? 'yes' : 'no', folder: place.format.list(place.folders) };
  const leaveOff: Fix[] = place.canLeaveOff ? [{ kind: 'leaveOff' }] : [];
  switch (warning.kind) {
    case 'noEffect':
      return warn('noEffect', { ...who, ...standing(warning, place) }, [...leaveOff, { kind: 'manage' }]);
    case 'widerAccessStays':
      return warn('widerAccessStays', { ...who, ...standing(warning, place) }, [{ kind: 'manage' }, ...leaveOff]);
    case 'canDelete':
      return warn('canDelete', who, [{ kind: 'readOnly' }]);
    case 'endDateCapped':
      return warn(
        'endDateCapped',
        {
          ...who,
          allowed: place.format.day(warning.allowed),
          by: warning.allowed === place.institutionLastDay ? 'institution' : 'storage',
          chosen: warning.chosen === null ? 'none' : 'day',
          chosenDay: warning.chosen === null ? '' : place.format.day(warning.chosen),
        },
        [{ kind: 'endOn', day: warning.allowed }],
      );
    case 'filesDeleted':
      return warn('filesDeleted', { ...who, name: warning.name, days: warning.days }, [{ kind: 'backToList' }]);
    case 'noEndDate':
      return warn('noEndDate', who, [{ kind: 'endOn', day: place.suggestedEnd }]);
    case 'neverSignedIn':
      return note('neverSignedIn', { ...who, username: warning.username });
    case 'samePerson':
      return warn('samePerson', { ...who, username: warning.username }, leaveOff);
    case 'closedAccount':
      return warn('closedAccount', who, leaveOff);
    case 'groupNotHighAssurance':
      return warn('groupNotHighAssurance', who, leaveOff);
    case 'groupMembersChange':
      return note('groupMembersChange', { ...who, count: warning.canAdd });
    case 'public':
      return warn(warning.anonymous ? 'anyone' : 'signedIn', who, [{ kind: 'widerOff' }]);
    case 'tooMuch':
      return warn(
        warning.exposure === 'driveRoot' ? 'driveRoot' : 'homeFolder',
        { ...who, name: warning.confirmWith },
        [{ kind: 'smallerPart' }],
      );
    case 'computerMustBeOn':
      return note('computerMustBeOn', who);
    case 'offline':
      return warn('offline', who, [{ kind: 'checkAgain' }]);
    case 'nameIsPublic':
      return warn('nameIsPublic', { ...who, name: warning.name }, [{ kind: 'rename' }]);
    case 'limit':
      return warn(
        warning.after > warning.limit ? 'overLimit' : 'nearLimit',
        { ...who, after: warning.after, limit: warning.limit },
        [{ kind: 'backToList' }, { kind: 'manage' }],
      );
  }
}

type Ids = MessageId extends infer Id ? (Id extends `share.warning.${infer Key}` ? Key : never) : never;
type Claimed = Ids extends infer Key ? (Key extends `${infer Name}.claim` ? Name : never) : never;
type Reasoned = Ids extends infer Key ? (Key extends `${infer Name}.reason` ? Name : never) : never;

function warn(name: Claimed & Reasoned, values: Message['values'] & object, fixes: readonly Fix[]): WarningWords {
  return {
    tone: 'warning',
    claim: { id: `share.warning.${name}.claim`, values },
    reason: { id: `share.warning.${name}.reason`, values },
    fixes,
  };
}

function note(name: Reasoned, values: Message['values'] & object): WarningWords {
  return { tone: 'note', claim: null, reason: { id: `share.warning.${name}.reason`, values }, fixes: [] };
}

type Standing = Extract<Warning, { kind: 'noEffect' | 'widerAccessStays' }>;

function standing({ via, path, permissions, endsAt }: Standing, { format }: WarningPlace) {
  return {
    level: format.level(permissions),
    path: pathName(path),
    root: path === '/' ? 'yes' : 'no',
    end: endsAt === null ? 'none' : 'on',
    endDay: endsAt === null ? '' : format.moment(endsAt),
    ...through(via),
  };
}

function through(via: Via): { via: string; through: string } {
  switch (via.kind) {
    case 'own':
    case 'signedIn':
    case 'anyone':
      return { via: via.kind, through: '' };
    case 'group':
      return { via: via.name === null ? 'hiddenGroup' : 'group', through: via.name ?? '' };
    case 'role':
      return { via: via.role === 'administrator' ? 'administrator' : 'accessManager', through: '' };
  }
}

/** Last part of a collection path, as people know a folder. */
function pathName(path: string): string {
  const name = path
    .split('/')
    .filter((part) => part !== '')
    .at(-1);
  return name ?? '/';
}
