import type { CollectionAbout } from '../../../ipc/bindings';

/** Fields of the card in the order in which they stand there. */
export const FIELDS = [
  'displayName',
  'description',
  'keywords',
  'organization',
  'contactEmail',
  'contactInfo',
  'infoLink',
] as const satisfies readonly (keyof CollectionAbout)[];

/** Words between commas, each once. */
export function toKeywords(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

/** An address that somebody can write to. Globus does not check it. */
export const looksLikeAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** A page that a browser opens. */
export const looksLikeLink = (text: string): boolean => /^https?:\/\/\S+\.\S+$/.test(text.trim());

/** Whether anything differs from what is stored. */
export function isSame(one: CollectionAbout, other: CollectionAbout): boolean {
  const text = (about: CollectionAbout) =>
    JSON.stringify([
      ...FIELDS.map((field) => (field === 'keywords' ? about.keywords : (about[field] ?? '').trim())),
      about.notifyDownloads,
      about.notifyUploads,
    ]);
  return text(one) === text(other);
}
