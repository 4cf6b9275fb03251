import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { messages } from './messages';
import { pseudoMessages } from './pseudo';

describe('messages', () => {
  it('can be parsed', () => {
    const broken = Object.entries(messages).filter(([, text]) => {
      try {
        parse(text);
        return false;
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });

  it('never exclaim, and say none of the words that novices do not know', () => {
    const wrong = Object.entries(messages).filter(([id, text]) => {
      const jargon = /!|\b(?:ACL|access rule|endpoint|DTN|principal|all_authenticated_users)\b/i.test(text);
      return jargon && !id.startsWith('errors.api');
    });
    expect(wrong).toEqual([]);
  });

  it('have no plain letter left in the pseudo-locale', () => {
    const literals = Object.values(pseudoMessages())
      .flat()
      .flatMap((part) => (part.type === TYPE.literal ? [part.value] : []));
    expect(literals.filter((text) => /[A-Za-z]/.test(text))).toEqual([]);
  });
});
