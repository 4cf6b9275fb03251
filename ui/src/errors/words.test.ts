import { describe, expect, it } from 'vitest';
import type { InputProblem, Missing, Refusal } from '../ipc/bindings';
import { toIpcError, type IpcError } from '../ipc/error';
import { messages } from '../i18n/messages';
import { errorWords, fieldSentence, inputProblem } from './words';

const demand = {
  required_scopes: [],
  session_message: null,
  identities: [],
  single_domain: [],
  policies: [],
  mfa: null,
  prompt: null,
};

const missing: Missing[] = ['collection', 'accessRule', 'folder', 'group', 'person', 'share'];

const refusals: Refusal[] = [
  { kind: 'noAccount', accounts: [] },
  { kind: 'accountInvalid' },
  { kind: 'unknownUser' },
  { kind: 'roleMissing', roles: [] },
  { kind: 'domainNotAllowed', domains: [] },
  { kind: 'signInNotMine' },
  { kind: 'subscriptionNeeded' },
  { kind: 'guestsNotAllowed' },
  { kind: 'folderNotSharable' },
  { kind: 'accountMayNotShare', account: 'nora' },
  { kind: 'alreadyThere' },
  { kind: 'inputRefused', message: 'm' },
  { kind: 'other', message: 'm' },
];

const errors: IpcError[] = [
  { code: 'NotSignedIn' },
  { code: 'ClientIdMissing' },
  { code: 'SignInCancelled', reason: null },
  { code: 'Offline' },
  { code: 'Timeout', outcomeUnknown: true },
  { code: 'Timeout', outcomeUnknown: false },
  { code: 'Forbidden', message: 'no', requestId: 'r' },
  ...missing.map((what): IpcError => ({ code: 'NotFound', what })),
  { code: 'ConsentRequired', demand },
  { code: 'SessionRequired', demand },
  { code: 'InvalidInput', field: 'path', reason: 'tooLong' },
  { code: 'Exists' },
  { code: 'LimitExceeded' },
  { code: 'ServerUnreachable' },
  { code: 'NotVisibleYet' },
  ...refusals.map((refusal): IpcError => ({ code: 'ServerRefused', refusal, message: '', requestId: null })),
  { code: 'VaultUnavailable' },
  { code: 'Changed' },
  { code: 'Api', status: 500, apiCode: 'Internal.Error', message: 'm', requestId: null, retryAfterSeconds: 3 },
  { code: 'Unexpected', reference: 'ref' },
];

describe('errorWords', () => {
  it.each(errors)('has what happened, what it means and what to do for $code', (error) => {
    const words = errorWords(error);
    for (const { id } of [words.title, words.meaning, words.action]) expect(messages[id]).toMatch(/\S/);
  });

  it('says "may" when nobody knows whether it was done', () => {
    expect(messages[errorWords({ code: 'Timeout', outcomeUnknown: true }).meaning.id]).toContain('may');
    expect(messages[errorWords({ code: 'Timeout', outcomeUnknown: false }).meaning.id]).not.toContain('may');
  });

  it('keeps code and request id for support', () => {
    const error: IpcError = {
      code: 'Api',
      status: 403,
      apiCode: 'PermissionDenied',
      message: 'm',
      requestId: 'abc',
      retryAfterSeconds: null,
    };
    expect(errorWords(error).details).toEqual({ code: '403 PermissionDenied', requestId: 'abc' });
  });
});

describe('inputProblem', () => {
  const problems: InputProblem[] = [
    ...(['empty', 'notAbsolute', 'doesNotExist', 'notReadable', 'notAFolder', 'notAFileOrFolder'] as const),
    ...(['tooLong', 'notUnicode', 'networkPath', 'notAnAddress', 'duplicate', 'inThePast', 'notADate'] as const),
    ...([
      'afterMaximum',
      'mismatch',
      'missing',
      'notAnId',
      'notAGuestCollection',
      'notManagedByMe',
      'unknownLink',
    ] as const),
  ];

  it.each(problems)('has a sentence for %s', (problem) => {
    expect(messages[inputProblem('guest', problem)]).toMatch(/\.$/);
  });

  it('belongs to its field only', () => {
    const error: IpcError = { code: 'InvalidInput', field: 'timeZone', reason: 'notADate' };
    expect(fieldSentence(error, 'timeZone')).toBe('errors.input.notATimeZone');
    expect(fieldSentence(error, 'clientId')).toBeNull();
    expect(fieldSentence({ code: 'Offline' }, 'timeZone')).toBeNull();
  });
});

describe('toIpcError', () => {
  it('keeps a tagged error and wraps anything else', () => {
    expect(toIpcError({ code: 'Offline' })).toEqual({ code: 'Offline' });
    expect(toIpcError(new Error('boom'))).toEqual({ code: 'Unexpected', reference: 'boom' });
    expect(toIpcError('text')).toEqual({ code: 'Unexpected', reference: 'text' });
  });
});
