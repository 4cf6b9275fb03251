import type { IntlShape } from 'react-intl';

import type { MessageId } from '../../../i18n/messages';
import type { Access, Permissions, SharedFiles } from '../../../ipc/bindings';
import { zoneCity } from '../../../time/days';

type TextKey = MessageId extends infer Id ? (Id extends `share.text.${infer Key}` ? Key : never) : never;

type Say = (key: TextKey, values?: Record<string, string | number>) => string;

/** More links than that are a list that nobody reads; the folder's own link leads to the rest. */
const MOST_LINKS = 10;

/** Folders that a guest got on the same terms. */
export interface RecipientPart {
  readonly folders: readonly string[];
  readonly permissions: Permissions;
  /** The exact moment, UTC; null means no end date. */
  readonly endsAt: string | null;
  readonly links: readonly string[];
  /** What the folders hold, as far as it was read. */
  readonly files?: readonly SharedFiles[];
}

/** What the ready-made text says. */
export interface Recipient {
  readonly sender: string;
  readonly access: Access;
  readonly parts: readonly RecipientPart[];
  /** IANA name of the sender's zone. */
  readonly timeZone: string;
  /** The person's own words; may be empty. */
  readonly message: string;
}

/** How a moment is written; the app's one way to write dates. */
export type WriteMoment = (moment: string, timeZone: string) => string;

/**
 * The text for a guest. It gives the end in the sender's zone and in UTC, because the reader's zone is not known,
 * and names the sign-in that works, because a permission is for one identity.
 */
export function recipientText(intl: IntlShape, to: Recipient, write: WriteMoment): string {
  const say: Say = (key, values = {}) => intl.formatMessage({ id: `share.text.${key}` }, values);

  const tell = ({ folders, permissions, endsAt, links, files = [] }: RecipientPart): string => {
    const who = {
      sender: to.sender,
      count: folders.length,
      folder: intl.formatList(
        folders.map((folder) => say('quoted', { folder })),
        { type: 'conjunction' },
      ),
    };
    const until =
      endsAt === null
        ? say('open', who)
        : say('until', {
            ...who,
            local: write(endsAt, to.timeZone),
            place: zoneCity(to.timeZone),
            utc: write(endsAt, 'UTC'),
          });
    const facts = [until, say(...howToOpen(to.access)), say(permissions === 'r' ? 'canRead' : 'canWrite')].join(' ');
    const anyone = to.access.to === 'anyone';
    return [
      [facts, ...links].join('\n'),
      ...(anyone ? plainLinks(say, files) : []),
      ...everything(say, files, anyone),
    ].join('\n\n');
  };

  return [to.message.trim(), ...to.parts.map(tell)].filter((part) => part !== '').join('\n\n');
}

/** A mail with the text in it, ready to be looked at and sent by the person. */
export function mailLink(address: string | null, subject: string, body: string): string {
  const to = address === null ? '' : encodeURIComponent(address).replace(/%40/gu, '@');
  // RFC 6068 wants line breaks as CR LF.
  const text = encodeURIComponent(body.replace(/\r?\n/gu, '\r\n'));
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${text}`;
}

/** Links that work without a sign-in, of folders that are open to anyone. */
function plainLinks(say: Say, folders: readonly SharedFiles[]): string[] {
  return folders.flatMap(({ name, withoutSignIn, entries, next }) => {
    const files = entries.filter(({ link }) => link !== null);
    if (withoutSignIn !== true || files.length === 0) return [];
    const lines = files.slice(0, MOST_LINKS).map((file) => `${file.name}\n${file.link ?? ''}`);
    const rest = next !== null || files.length > MOST_LINKS || files.length < entries.length;
    return [[say('plain', { folder: name }), ...lines, ...(rest ? [say('plainRest')] : [])].join('\n')];
  });
}

/** Three ways to get all of it: browser, own computer, command line. */
function everything(say: Say, folders: readonly SharedFiles[], anyone: boolean): string[] {
  if (folders.length === 0) return [];
  const inBrowser = folders.some(({ directLinks }) => directLinks === 'available');
  return [
    [
      say(anyone ? 'everythingAnyone' : 'everything'),
      ...(inBrowser ? [say('everythingBrowser')] : []),
      say('everythingPersonal'),
      ...folders.map(({ downloadCommand }) => say('everythingCommand', { command: downloadCommand })),
    ].join('\n'),
  ];
}

function howToOpen(access: Access): [TextKey, Record<string, string>?] {
  if (access.to === 'anyone') return ['openAnyone'];
  if (access.to === 'signedIn') return ['openSignedIn'];
  if (access.guest.kind === 'person') return ['openPerson', { username: access.guest.username }];
  return access.guest.name === null ? ['openSignedIn'] : ['openGroup', { group: access.guest.name }];
}
