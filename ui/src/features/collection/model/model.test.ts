import { describe, expect, it } from 'vitest';
import type { AccessFolder } from '../../../ipc/bindings';
import { researchStorage, thisComputer } from '../../../ipc/fake';
import { isSame, looksLikeLink, toKeywords } from '../about/fields';
import { linkTo, localFolder } from './links';
import { foldersAbove, parentOf, visibleNodes } from './tree';

const folder = (path: string, more: Partial<AccessFolder> = {}): AccessFolder => ({
  path,
  name: path.split('/').filter(Boolean).at(-1) ?? 'Maple',
  permissions: 0,
  exists: null,
  forbidden: null,
  ...more,
});

const names = (...all: Parameters<typeof visibleNodes>) => visibleNodes(...all).map(({ path }) => path);

describe('the tree', () => {
  it('knows what is above', () => {
    expect(parentOf('/')).toBeNull();
    expect(parentOf('/a/')).toBe('/');
    expect(foldersAbove('/a/b/c/')).toEqual(['/', '/a/', '/a/b/']);
  });

  it('shows what lies between the root and a deep share, once it is opened', () => {
    const known = [folder('/'), folder('/a/b/', { permissions: 2 })];
    expect(names(known, new Map(), new Set(), '/')).toEqual(['/']);
    expect(names(known, new Map(), new Set(['/', '/a/']), '/')).toEqual(['/', '/a/', '/a/b/']);
  });

  it('keeps the count and takes what a listing says of a folder', () => {
    const listings = new Map([['/', [folder('/a/', { exists: true }), folder('/b/', { exists: true })]]]);
    const known = [folder('/'), folder('/a/', { permissions: 3, exists: null }), folder('/x/', { exists: false })];
    const nodes = visibleNodes(known, listings, new Set(['/']), '/');
    expect(nodes.map(({ path, permissions, gone }) => [path, permissions, gone])).toEqual([
      ['/', 0, false],
      ['/a/', 3, false],
      ['/b/', 0, false],
      ['/x/', 0, true],
    ]);
  });

  it('knows when there is nothing to open', () => {
    const listings = new Map([
      ['/', [folder('/a/')]],
      ['/a/', []],
    ]);
    const nodes = visibleNodes([folder('/')], listings, new Set(['/']), '/');
    expect(nodes.map(({ open }) => open)).toEqual([true, null]);
  });
});

describe('links', () => {
  it('lead to the exact folder, whatever its name', () => {
    const link = 'https://app.globus.org/file-manager?origin_id=c1&origin_path=%2F';
    expect(linkTo(link, '/a & b/ü/')).toBe(
      'https://app.globus.org/file-manager?origin_id=c1&origin_path=%2Fa%20%26%20b%2F%C3%BC%2F',
    );
  });

  it('find the folder on this computer only', () => {
    const here = { storage: thisComputer, storagePath: '/home/nora/data/' };
    expect(localFolder(here, '/')).toBe('/home/nora/data');
    expect(localFolder(here, '/Results/raw/')).toBe('/home/nora/data/Results/raw');
    expect(localFolder({ storage: thisComputer, storagePath: '/C/Users/nora/' }, '/a/')).toBe('C:\\Users\\nora\\a');
    expect(localFolder({ storage: thisComputer, storagePath: '/~/data/' }, '/')).toBeNull();
    expect(localFolder({ storage: researchStorage, storagePath: '/data/' }, '/')).toBeNull();
  });
});

describe('the card', () => {
  const about = {
    displayName: 'Maple',
    description: null,
    keywords: [],
    organization: null,
    contactEmail: null,
    contactInfo: null,
    infoLink: null,
    notifyDownloads: null,
    notifyUploads: null,
  };

  it('takes an empty field for one that was never filled', () => {
    expect(isSame(about, { ...about, description: '  ' })).toBe(true);
    expect(isSame(about, { ...about, description: 'x' })).toBe(false);
    expect(isSame(about, { ...about, keywords: ['x'] })).toBe(false);
  });

  it('reads keywords and links', () => {
    expect(toKeywords(' a,, b ,a')).toEqual(['a', 'b']);
    expect(looksLikeLink('https://northfield.example/maple')).toBe(true);
    expect(looksLikeLink('javascript:alert(1)')).toBe(false);
  });
});
