import { describe, expect, it } from 'vitest';
import { sensitiveWord } from './sensitive';

describe('a sensitive word', () => {
  it('is found as a whole word in any case', () => {
    expect(sensitiveWord('The Patient in room 4', 'patient, mrn')).toBe('Patient');
    expect(sensitiveWord('an impatient guest', 'patient')).toBeNull();
    expect(sensitiveWord('', 'patient')).toBeNull();
    expect(sensitiveWord('anything', '')).toBeNull();
  });
});
