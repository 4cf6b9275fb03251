import change from './en/change.json';
import checklist from './en/checklist.json';
import collection from './en/collection.json';
import common from './en/common.json';
import consent from './en/consent.json';
import copy from './en/copy.json';
import directLinks from './en/direct-links.json';
import drift from './en/drift.json';
import endDate from './en/end-date.json';
import errors from './en/errors.json';
import files from './en/files.json';
import firstRun from './en/first-run.json';
import groups from './en/groups.json';
import history from './en/history.json';
import home from './en/home.json';
import people from './en/people.json';
import pictures from './en/pictures.json';
import policy from './en/policy.json';
import reminders from './en/reminders.json';
import reports from './en/reports.json';
import request from './en/request.json';
import settings from './en/settings.json';
import share from './en/share.json';
import shares from './en/shares.json';
import shell from './en/shell.json';
import storage from './en/storage.json';
import subject from './en/subject.json';

/** One catalogue per feature; a message's id is the catalogue's name, a dot, and its key. */
const catalogues = {
  change,
  checklist,
  collection,
  common,
  consent,
  copy,
  directLinks,
  drift,
  endDate,
  errors,
  files,
  firstRun,
  groups,
  history,
  home,
  people,
  pictures,
  policy,
  reminders,
  reports,
  request,
  settings,
  share,
  shares,
  shell,
  storage,
  subject,
};

type Catalogues = typeof catalogues;

/** Ids of all messages. A misspelt one does not compile. */
export type MessageId = { [C in keyof Catalogues]: `${C}.${keyof Catalogues[C] & string}` }[keyof Catalogues];

/** All messages of the source language, by id. */
export const messages = Object.fromEntries(
  Object.entries(catalogues).flatMap(([catalogue, entries]) =>
    Object.entries(entries).map(([key, text]) => [`${catalogue}.${key}`, text]),
  ),
) as Record<MessageId, string>;

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- react-intl is extended this way
  namespace FormatjsIntl {
    interface Message {
      ids: MessageId;
    }
  }
}
