import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messages } from '../../../i18n/messages';
import type { SharedFiles } from '../../../ipc/bindings';
import { alex, lab } from '../testing/samples';
import { mailLink, recipientText, type Recipient } from './recipientText';

const intl = createIntl({ locale: 'en', messages });
const write = (moment: string, timeZone: string) => `${moment} in ${timeZone}`;
const toAlex: Recipient = {
  sender: 'Nora Whitfield',
  access: { to: 'guest', guest: alex },
  parts: [
    {
      folders: ['Results'],
      permissions: 'r',
      endsAt: '2026-12-19T05:59:59Z',
      links: ['https://app.globus.org/file-manager?origin_id=c-1'],
    },
  ],
  timeZone: 'America/Chicago',
  message: 'Please start with README.md.\n',
};

const [part] = toAlex.parts;
if (part === undefined) throw new Error('the sample has one folder');

describe('the ready-made text', () => {
  it('gives the end in the sender’s zone and in UTC, the sign-in that works, and what they can do', () => {
    expect(recipientText(intl, toAlex, write)).toBe(
      [
        'Please start with README.md.',
        '',
        'Nora Whitfield shares the folder “Results” with you until 2026-12-19T05:59:59Z in America/Chicago Chicago ' +
          'time (2026-12-19T05:59:59Z in UTC UTC). Open the link and sign in with alex.kim@northfield.example. ' +
          'You can view and download.',
        'https://app.globus.org/file-manager?origin_id=c-1',
      ].join('\n'),
    );
  });

  it('says so when there is no end date, no link yet and no message', () => {
    const text = recipientText(intl, { ...toAlex, message: ' ', parts: [{ ...part, endsAt: null, links: [] }] }, write);
    expect(text).toMatch(/^Nora Whitfield shares .* There is no end date\. .* download\.$/u);
  });

  it('tells folders with other terms apart', () => {
    const more = { ...part, folders: ['Raw', 'Tables'], permissions: 'rw' as const };
    const text = recipientText(intl, { ...toAlex, parts: [part, more] }, write);
    expect(text).toContain('shares the folders “Raw” and “Tables” with you');
    expect(text.match(/You can view/gu)).toHaveLength(2);
  });

  it('tells members of a group which sign-in works, and anyone that none is needed', () => {
    const group = recipientText(
      intl,
      { ...toAlex, access: { to: 'guest', guest: lab }, parts: [{ ...part, permissions: 'rw' }] },
      write,
    );
    expect(group).toContain('the address you have in the Globus group Whitfield Lab');
    expect(group).toContain('You can view, download, add, change and delete.');
    expect(recipientText(intl, { ...toAlex, access: { to: 'anyone' } }, write)).toContain('You need no sign-in.');
  });

  const files: SharedFiles = {
    address: 'https://app.globus.org/file-manager?origin_id=c-1&origin_path=%2F',
    name: 'Results',
    directLinks: 'available',
    withoutSignIn: true,
    entries: [
      { name: 'raw', kind: 'folder', address: 'https://app.globus.org/x', link: null, bytes: null },
      { name: 'a b.csv', kind: 'file', address: null, link: 'https://g-1.data.example/a%20b.csv', bytes: 4 },
    ],
    next: null,
    downloadCommand: 'globus transfer --recursive c-1:/ "$MY_COLLECTION":/~/Results/',
  };
  const withFiles = (access: Recipient['access'], more: Partial<SharedFiles> = {}) =>
    recipientText(intl, { ...toAlex, access, parts: [{ ...part, files: [{ ...files, ...more }] }] }, write);

  it('leads anyone straight to the files, and others not', () => {
    const anyone = withFiles({ to: 'anyone' });
    expect(anyone).toContain('without a sign-in:\na b.csv\nhttps://g-1.data.example/a%20b.csv\nThe link to the folder');
    expect(anyone).toContain('this takes a Globus sign-in');
    expect(withFiles({ to: 'guest', guest: alex })).not.toContain('g-1.data.example');
    expect(withFiles({ to: 'anyone' }, { withoutSignIn: false })).not.toContain('g-1.data.example');
  });

  it('tells how to download everything: in the browser only where files come that way', () => {
    const server = withFiles({ to: 'guest', guest: alex });
    expect(server).toMatch(/To download everything:\n- File by file.*\n- All at once.*\n- On the command line/u);
    expect(server).toContain(files.downloadCommand);
    const computer = withFiles({ to: 'guest', guest: alex }, { directLinks: 'personalComputer', entries: [] });
    expect(computer).toMatch(/To download everything:\n- All at once/u);
    expect(recipientText(intl, toAlex, write)).not.toContain('To download everything');
  });

  it('becomes a mail with nothing lost', () => {
    const link = new URL(mailLink('alex.kim@northfield.example', '“A & B” is shared', 'Line 1\nLine 2 & more?'));
    expect(link.pathname).toBe('alex.kim@northfield.example');
    expect(link.searchParams.get('subject')).toBe('“A & B” is shared');
    expect(link.searchParams.get('body')).toBe('Line 1\r\nLine 2 & more?');
    expect(mailLink('a?bcc=b@alpen.example', 's', 't')).toContain('mailto:a%3Fbcc%3Db@alpen.example?');
  });
});
