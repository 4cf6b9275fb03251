import { Channel } from '@tauri-apps/api/core';
import { commands, events } from './bindings';
import { toIpcError } from './error';
import type { Ipc, Unsubscribe } from './ipc';

function channel<T>(onEvent: (event: T) => void): Channel<T> {
  const result = new Channel<T>();
  result.onmessage = onEvent;
  return result;
}

/** What a command rejects with is a tagged error already, except when IPC itself fails. */
async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw toIpcError(error);
  }
}

async function tell(answer: Promise<unknown>): Promise<void> {
  await ask(answer);
}

/** Subscriptions that are being set up. The first answer of `appState` sets off events, so it waits for them. */
let listening: Promise<unknown> = Promise.resolve();

/** Subscribing is asynchronous in Tauri; taking it back must work before it has finished too. */
function subscription(started: Promise<() => void>): Unsubscribe {
  listening = Promise.all([listening, started]);
  return () => {
    void started.then((stop) => stop());
  };
}

/** The app behind the window. */
export const tauriIpc: Ipc = {
  appState: () => ask(listening.then(() => commands.appState())),
  signIn: (demand, remember, onEvent) => ask(commands.signIn(demand, remember, channel(onEvent))),
  pasteSignInCode: (code) => tell(commands.pasteSignInCode(code)),
  cancelSignIn: () => tell(commands.cancelSignIn()),
  signOut: () => tell(commands.signOut()),
  startPractice: () => ask(commands.startPractice()),
  leavePractice: () => tell(commands.leavePractice()),

  chooseFolders: () => ask(commands.chooseFolders()),
  checkFolders: (paths) => ask(commands.checkFolders(paths)),
  previewFolder: (previewId, path, onEvent) => tell(commands.previewFolder(previewId, path, channel(onEvent))),
  cancelPreview: (previewId) => tell(commands.cancelPreview(previewId)),
  recentFolders: () => ask(commands.recentFolders()),
  clearRecentFolders: () => tell(commands.clearRecentFolders()),

  suggestGuests: (query) => ask(commands.suggestGuests(query)),
  resolveGuests: (lines) => ask(commands.resolveGuests(lines)),
  inviteGuest: (address) => ask(commands.inviteGuest(address)),

  saveDraft: (draft) => tell(commands.saveDraft(draft)),
  listDrafts: () => ask(commands.listDrafts()),
  deleteDraft: (id) => tell(commands.deleteDraft(id)),
  planShare: (draft) => ask(commands.planShare(draft)),
  applyShare: (planId, confirmations, onEvent) => ask(commands.applyShare(planId, confirmations, channel(onEvent))),
  cancelShare: (shareId) => tell(commands.cancelShare(shareId)),
  resumeShare: (shareId, onEvent) => ask(commands.resumeShare(shareId, channel(onEvent))),
  leaveOff: (shareId) => ask(commands.leaveOff(shareId)),
  undoShare: (shareId, onEvent) => ask(commands.undoShare(shareId, channel(onEvent))),
  shareOutcome: (shareId) => ask(commands.shareOutcome(shareId)),
  unfinishedShares: () => ask(commands.unfinishedShares()),

  auditState: () => ask(commands.auditState()),
  refreshAudit: (onEvent) => ask(commands.refreshAudit(channel(onEvent))),
  auditPage: (query, offset, limit) => ask(commands.auditPage(query, offset, limit)),
  subjectPage: (id) => ask(commands.subjectPage(id)),
  auditTimeline: (query, only) => ask(commands.auditTimeline(query, only)),
  auditMatrix: (query, only) => ask(commands.auditMatrix(query, only)),
  addCollection: (text) => ask(commands.addCollection(text)),
  leaveMyShares: () => tell(commands.leaveMyShares()),

  planChange: (targets, action) => ask(commands.planChange(targets, action)),
  applyChange: (id, confirmations, onEvent) => ask(commands.applyChange(id, confirmations, channel(onEvent))),
  resumeChange: (id, onEvent) => ask(commands.resumeChange(id, channel(onEvent))),
  cancelChange: (id) => tell(commands.cancelChange(id)),
  leaveOffChange: (id) => ask(commands.leaveOffChange(id)),
  undoChange: (id, onEvent) => ask(commands.undoChange(id, channel(onEvent))),
  unfinishedChanges: () => ask(commands.unfinishedChanges()),

  collectionDetails: (id) => ask(commands.collectionDetails(id)),
  keptCollection: (id) => ask(commands.keptCollection(id)),
  folderAccess: (id, path) => ask(commands.folderAccess(id, path)),
  sharedFiles: (address, offset) => ask(commands.sharedFiles(address, offset)),
  giveRole: (id, guest, role) => ask(commands.giveRole(id, guest, role)),
  takeRole: (id, roleId) => ask(commands.takeRole(id, roleId)),
  updateAbout: (id, about) => ask(commands.updateAbout(id, about)),
  deletionPreview: (id) => ask(commands.deletionPreview(id)),
  deleteCollection: (id, typedName) => tell(commands.deleteCollection(id, typedName)),
  diagnose: (request) => ask(commands.diagnose(request)),

  myGroups: () => ask(commands.myGroups()),
  groupDetails: (id) => ask(commands.groupDetails(id)),
  actOnMembers: (id, people, action) => ask(commands.actOnMembers(id, people, action)),
  makeGroup: (group) => ask(commands.makeGroup(group)),
  editGroup: (id, edit) => ask(commands.editGroup(id, edit)),
  deleteGroup: (id, typedName) => tell(commands.deleteGroup(id, typedName)),

  history: (query, offset, limit) => ask(commands.history(query, offset, limit)),
  deleteHistory: (what) => tell(commands.deleteHistory(what)),
  folderDrift: (collectionId, path) => ask(commands.folderDrift(collectionId, path)),
  pinFolder: (collectionId, path, pinned) => tell(commands.pinFolder(collectionId, path, pinned)),
  countFromNow: (collectionId, path) => ask(commands.countFromNow(collectionId, path)),
  pinnedFolders: () => ask(commands.pinnedFolders()),

  drives: () => ask(commands.drives()),
  compareDrive: (folder, id, path) => ask(commands.compareDrive(folder, id, path)),
  confirmDrive: (folder, id, path) => ask(commands.confirmDrive(folder, id, path)),
  forgetDrive: (drive) => ask(commands.forgetDrive(drive)),
  institutionPolicy: () => ask(commands.institutionPolicy()),

  storages: () => ask(commands.storages()),
  searchStorages: (text) => ask(commands.searchStorages(text)),
  openStorage: (text) => ask(commands.openStorage(text)),
  listFolder: (id, path, showHidden, offset) => ask(commands.listFolder(id, path, showHidden, offset)),
  makeFolder: (id, parent, name) => ask(commands.makeFolder(id, parent, name)),

  planCopy: (request) => ask(commands.planCopy(request)),
  sizeCopy: (source, onSize) => tell(commands.sizeCopy(source, channel(onSize))),
  cancelSizeCopy: () => tell(commands.cancelSizeCopy()),
  startCopy: (request, label) => ask(commands.startCopy(request, label)),
  copies: () => ask(commands.copies()),
  copyProblems: (id, after) => ask(commands.copyProblems(id, after)),
  pauseCopy: (id) => ask(commands.pauseCopy(id)),
  continueCopy: (id) => ask(commands.continueCopy(id)),
  cancelCopy: (id) => ask(commands.cancelCopy(id)),
  removeCopied: (id) => ask(commands.removeCopied(id)),
  acceptCopy: (id) => ask(commands.acceptCopy(id)),
  renameCopy: (id, label) => ask(commands.renameCopy(id, label)),
  forgetCopy: (id) => tell(commands.forgetCopy(id)),
  announceCopy: (id, title, body) => tell(commands.announceCopy(id, title, body)),
  lookAtCopies: () => tell(commands.lookAtCopies()),

  saveShares: (query, words, withBom, fileName) => ask(commands.saveShares(query, words, withBom, fileName)),
  saveHistory: (query, format, words, withBom, fileName) =>
    ask(commands.saveHistory(query, format, words, withBom, fileName)),
  saveCalendar: (targets, words, fileName) => ask(commands.saveCalendar(targets, words, fileName)),
  saveShareCalendar: (id, words, fileName) => ask(commands.saveShareCalendar(id, words, fileName)),
  printPage: () => tell(commands.printPage()),

  dueReminders: () => ask(commands.dueReminders()),
  showReminder: (reminder, title, body) => tell(commands.showReminder(reminder, title, body)),

  hasTray: () => ask(commands.hasTray()),
  showTray: (words) => ask(commands.showTray(words)),

  updateSettings: (settings) => ask(commands.updateSettings(settings)),
  openLink: (url) => tell(commands.openLink(url)),
  copyText: (text) => tell(commands.copyText(text)),

  onCopyChanged: (listener) => subscription(events.copyChanged.listen((event) => listener(event.payload.copy))),
  onCopyOpened: (listener) => subscription(events.copyOpened.listen((event) => listener(event.payload.copyId))),
  onFolderDrag: (listener) => subscription(events.folderDrag.listen((event) => listener(event.payload))),
  onAppStateChanged: (listener) => subscription(events.appStateChanged.listen(() => listener())),
  onReminderOpened: (listener) => subscription(events.reminderOpened.listen((event) => listener(event.payload))),
};
