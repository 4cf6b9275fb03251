import type { Field, InputProblem, Refusal } from '../ipc/bindings';
import type { IpcError } from '../ipc/error';
import type { MessageId } from '../i18n/messages';

/** A message and what is put into it. */
export interface Sentence {
  id: MessageId;
  values?: Record<string, string | number>;
}

/** An error in words: what happened, what it means, what to do. */
export interface ErrorWords {
  title: Sentence;
  meaning: Sentence;
  action: Sentence;
  /** For support; shown in monospace and never translated. */
  details: { code: string; requestId?: string; reference?: string };
}

/** The one place that turns errors into words. A new code does not compile until it has them. */
export function errorWords(error: IpcError): ErrorWords {
  const details = { code: error.code };
  switch (error.code) {
    case 'NotSignedIn':
      return plain('notSignedIn', details);
    case 'ClientIdMissing':
      return plain('clientIdMissing', details);
    case 'SignInCancelled':
      return plain('signInCancelled', details);
    case 'Offline':
      return plain('offline', details);
    case 'Timeout':
      return error.outcomeUnknown
        ? {
            title: { id: 'errors.timeout.title' },
            meaning: { id: 'errors.timeout.meaningUnknown' },
            action: { id: 'errors.timeout.actionUnknown' },
            details,
          }
        : plain('timeout', details);
    case 'Forbidden':
      return {
        title: { id: 'errors.forbidden.title' },
        meaning: { id: 'errors.forbidden.meaning', values: { message: error.message } },
        action: { id: 'errors.forbidden.action' },
        details: withRequest(details, error.requestId),
      };
    case 'NotFound':
      return {
        title: { id: `errors.notFound.${error.what}.title` },
        meaning: { id: 'errors.notFound.meaning' },
        // Only what is shared can be pointed to a new place, or stopped.
        action: {
          id: ['collection', 'accessRule', 'folder'].includes(error.what)
            ? 'errors.notFound.action'
            : 'errors.notFound.actionBack',
        },
        details,
      };
    case 'ServerRefused':
      return {
        title: { id: 'errors.serverRefused.title' },
        meaning: refusalMeaning(error.refusal),
        action: { id: `errors.refusal.${error.refusal.kind}.do` },
        details: withRequest(details, error.requestId),
      };
    case 'InstitutionForbids':
      return {
        title: { id: 'errors.institutionForbids.title' },
        meaning: { id: `errors.institutionForbids.${error.rule}` },
        action: { id: 'errors.institutionForbids.action' },
        details,
      };
    case 'ServerUnreachable':
      return plain('serverUnreachable', details);
    case 'NotVisibleYet':
      return plain('notVisibleYet', details);
    case 'ConsentRequired':
      return plain('consentRequired', details);
    case 'SessionRequired':
      return plain('sessionRequired', details);
    case 'InvalidInput':
      return {
        title: { id: 'errors.invalidInput.title' },
        meaning: { id: inputProblem(error.field, error.reason) },
        action: { id: 'errors.invalidInput.action' },
        details,
      };
    case 'Exists':
      return plain('exists', details);
    case 'LimitExceeded':
      return plain('limitExceeded', details);
    case 'VaultUnavailable':
      return plain('vaultUnavailable', details);
    case 'Changed':
      return plain('changed', details);
    case 'Storage':
      return {
        title: { id: `errors.storage.${error.problem}.title` },
        meaning: { id: `errors.storage.${error.problem}.meaning`, values: { message: error.message } },
        action: { id: `errors.storage.${error.problem}.action` },
        details: withRequest({ code: `${error.code} ${error.problem}` }, error.requestId),
      };
    case 'Api':
      return {
        title: { id: 'errors.api.title' },
        meaning: { id: 'errors.api.meaning', values: { message: error.message } },
        action:
          error.retryAfterSeconds === null
            ? { id: 'errors.api.action' }
            : { id: 'errors.api.actionRetry', values: { seconds: error.retryAfterSeconds } },
        details: withRequest({ code: `${error.status} ${error.apiCode}` }, error.requestId),
      };
    case 'Unexpected':
      return { ...plain('unexpected', details), details: { ...details, reference: error.reference } };
  }
}

/** Why a server does not let a folder be shared. */
export function refusalMeaning(refusal: Refusal): Sentence {
  const id = `errors.refusal.${refusal.kind}` as const;
  switch (refusal.kind) {
    case 'noAccount':
      return { id, values: { count: refusal.accounts.length, names: refusal.accounts.join(', ') } };
    case 'roleMissing':
      return { id, values: { count: refusal.roles.length, names: refusal.roles.join(', ') } };
    case 'domainNotAllowed':
      return { id, values: { count: refusal.domains.length, names: refusal.domains.join(', ') } };
    case 'accountMayNotShare':
      return { id, values: { account: refusal.account } };
    case 'inputRefused':
    case 'other':
      return { id, values: { message: refusal.message } };
    case 'accountInvalid':
    case 'unknownUser':
    case 'signInNotMine':
    case 'subscriptionNeeded':
    case 'guestsNotAllowed':
    case 'folderNotSharable':
    case 'alreadyThere':
      return { id };
  }
}

/** The sentence beside a field. */
export function inputProblem(field: Field, reason: InputProblem): MessageId {
  if (field === 'path' && reason === 'empty') return 'errors.input.emptyPath';
  if (field === 'folderName' && reason === 'empty') return 'errors.input.emptyFolderName';
  if (field === 'timeZone' && reason === 'notADate') return 'errors.input.notATimeZone';
  if (field === 'collection' && reason === 'mismatch') return 'errors.input.notACollection';
  return `errors.input.${reason}`;
}

type PlainError =
  | 'notSignedIn'
  | 'clientIdMissing'
  | 'signInCancelled'
  | 'offline'
  | 'serverUnreachable'
  | 'notVisibleYet'
  | 'timeout'
  | 'consentRequired'
  | 'sessionRequired'
  | 'exists'
  | 'limitExceeded'
  | 'vaultUnavailable'
  | 'changed'
  | 'unexpected';

function plain(name: PlainError, details: ErrorWords['details']): ErrorWords {
  return {
    title: { id: `errors.${name}.title` },
    meaning: { id: `errors.${name}.meaning` },
    action: { id: `errors.${name}.action` },
    details,
  };
}

function withRequest(details: ErrorWords['details'], requestId: string | null): ErrorWords['details'] {
  return requestId === null ? details : { ...details, requestId };
}

/** The sentence for one field, if this error belongs to it; everything else gets an error card. */
export function fieldSentence(error: IpcError | null, field: Field): MessageId | null {
  return error?.code === 'InvalidInput' && error.field === field ? inputProblem(error.field, error.reason) : null;
}
