import type {
  AccessMatrix,
  AppState,
  AssignableRole,
  AuditEvent,
  AuditPage,
  AuditQuery,
  AuditState,
  ChangeAction,
  ChangeEvent,
  ChangeOutcome,
  ChangePlan,
  ChangeTargets,
  CollectionAbout,
  CollectionDetails,
  Confirmations,
  Copy,
  CopyPlan,
  CopyProblems,
  CopyRequest,
  CopySize,
  DeletionPreview,
  Diagnosis,
  DiagnosisRequest,
  DriveComparison,
  DriveMapping,
  FolderAccess,
  FolderCheck,
  FolderDrag,
  FolderDrift,
  FolderListing,
  FoundStorages,
  GroupDetails,
  GroupEdit,
  GroupSummary,
  Guest,
  HistoryDeletion,
  HistoryFormat,
  HistoryPage,
  InstitutionPolicy,
  HistoryQuery,
  MadeGroup,
  MembersChanged,
  MembershipAction,
  NewGroup,
  OpenedStorage,
  Person,
  PinnedFolder,
  PreviewEvent,
  RecentFolder,
  Reminder,
  ReminderOpened,
  ReportWords,
  ResolvedLine,
  RoleRow,
  SavedFile,
  Session,
  SessionDemand,
  Settings,
  ShareDraft,
  SharedFiles,
  ShareEvent,
  ShareOutcome,
  SharePlan,
  SignInEvent,
  Storages,
  SubjectId,
  SubjectPage,
  Suggestions,
  Timeline,
  TrayWords,
  UnfinishedShare,
} from './bindings';

/** Takes back a subscription. */
export type Unsubscribe = () => void;

/**
 * Everything the window may ask of the app. Screens get it from `useIpc`, so that tests hand them a fake.
 * Every promise rejects with an `IpcError` (a document tagged by `code`) and nothing else.
 */
export interface Ipc {
  appState(): Promise<AppState>;
  signIn(demand: SessionDemand | null, remember: boolean, onEvent: (event: SignInEvent) => void): Promise<Session>;
  pasteSignInCode(code: string): Promise<void>;
  cancelSignIn(): Promise<void>;
  signOut(): Promise<void>;
  startPractice(): Promise<Session>;
  leavePractice(): Promise<void>;

  chooseFolders(): Promise<string[]>;
  checkFolders(paths: string[]): Promise<FolderCheck[]>;
  previewFolder(previewId: string, path: string, onEvent: (event: PreviewEvent) => void): Promise<void>;
  cancelPreview(previewId: string): Promise<void>;
  recentFolders(): Promise<RecentFolder[]>;
  clearRecentFolders(): Promise<void>;

  suggestGuests(query: string): Promise<Suggestions>;
  resolveGuests(lines: string[]): Promise<ResolvedLine[]>;
  inviteGuest(address: string): Promise<Person>;

  saveDraft(draft: ShareDraft): Promise<void>;
  listDrafts(): Promise<ShareDraft[]>;
  deleteDraft(id: string): Promise<void>;
  planShare(draft: ShareDraft): Promise<SharePlan>;
  applyShare(planId: string, confirmations: Confirmations, onEvent: (event: ShareEvent) => void): Promise<ShareOutcome>;
  cancelShare(shareId: string): Promise<void>;
  resumeShare(shareId: string, onEvent: (event: ShareEvent) => void): Promise<ShareOutcome>;
  leaveOff(shareId: string): Promise<ShareOutcome>;
  undoShare(shareId: string, onEvent: (event: ShareEvent) => void): Promise<ShareOutcome>;
  /** What has come of a share so far, as this computer remembers it. */
  shareOutcome(shareId: string): Promise<ShareOutcome>;
  unfinishedShares(): Promise<UnfinishedShare[]>;

  auditState(): Promise<AuditState>;
  refreshAudit(onEvent: (event: AuditEvent) => void): Promise<AuditState>;
  auditPage(query: AuditQuery, offset: number, limit: number): Promise<AuditPage>;
  subjectPage(id: SubjectId): Promise<SubjectPage>;
  auditTimeline(query: AuditQuery, only: string | null): Promise<Timeline>;
  auditMatrix(query: AuditQuery, only: string | null): Promise<AccessMatrix>;
  addCollection(text: string): Promise<string>;
  leaveMyShares(): Promise<void>;

  planChange(targets: ChangeTargets, action: ChangeAction): Promise<ChangePlan>;
  applyChange(id: string, confirmations: Confirmations, onEvent: (event: ChangeEvent) => void): Promise<ChangeOutcome>;
  resumeChange(id: string, onEvent: (event: ChangeEvent) => void): Promise<ChangeOutcome>;
  cancelChange(id: string): Promise<void>;
  leaveOffChange(id: string): Promise<ChangeOutcome>;
  undoChange(id: string, onEvent: (event: ChangeEvent) => void): Promise<ChangeOutcome>;
  unfinishedChanges(): Promise<ChangeOutcome[]>;

  collectionDetails(id: string): Promise<CollectionDetails>;
  /** What was kept of it, for when Globus can't be reached. */
  keptCollection(id: string): Promise<CollectionDetails | null>;
  folderAccess(id: string, path: string): Promise<FolderAccess>;
  /** A page of a shared folder, named by the web app's link to it. */
  sharedFiles(address: string, offset: number): Promise<SharedFiles>;
  giveRole(id: string, guest: Guest, role: AssignableRole): Promise<RoleRow[]>;
  takeRole(id: string, roleId: string): Promise<RoleRow[]>;
  updateAbout(id: string, about: CollectionAbout): Promise<CollectionAbout>;
  deletionPreview(id: string): Promise<DeletionPreview>;
  deleteCollection(id: string, typedName: string): Promise<void>;
  diagnose(request: DiagnosisRequest): Promise<Diagnosis>;

  myGroups(): Promise<GroupSummary[]>;
  groupDetails(id: string): Promise<GroupDetails>;
  actOnMembers(id: string, people: string[], action: MembershipAction): Promise<MembersChanged>;
  makeGroup(group: NewGroup): Promise<MadeGroup>;
  editGroup(id: string, edit: GroupEdit): Promise<GroupDetails>;
  deleteGroup(id: string, typedName: string): Promise<void>;

  history(query: HistoryQuery, offset: number, limit: number): Promise<HistoryPage>;
  deleteHistory(what: HistoryDeletion): Promise<void>;
  folderDrift(collectionId: string, path: string): Promise<FolderDrift>;
  pinFolder(collectionId: string, path: string, pinned: boolean): Promise<void>;
  countFromNow(collectionId: string, path: string): Promise<FolderDrift>;
  pinnedFolders(): Promise<PinnedFolder[]>;

  /** Network drives of which it is known which folder of a collection they are. */
  drives(): Promise<DriveMapping[]>;
  /** Whether a folder of a network drive and one of a collection hold the same. */
  compareDrive(folder: string, id: string, path: string): Promise<DriveComparison>;
  /** Keeps that they are one; they are compared once more. */
  confirmDrive(folder: string, id: string, path: string): Promise<DriveMapping[]>;
  forgetDrive(drive: string): Promise<DriveMapping[]>;
  /** What the institution's policy says, and which file says it. */
  institutionPolicy(): Promise<InstitutionPolicy>;

  storages(): Promise<Storages>;
  searchStorages(text: string): Promise<FoundStorages>;
  openStorage(text: string): Promise<OpenedStorage>;
  listFolder(id: string, path: string | null, showHidden: boolean, offset: number): Promise<FolderListing>;
  makeFolder(id: string, parent: string, name: string): Promise<string>;

  /** What a copy would do. Changes nothing. */
  planCopy(request: CopyRequest): Promise<CopyPlan>;
  /** Counts what would be copied; the listener hears of it while it goes on. Another count replaces it. */
  sizeCopy(source: string, onSize: (size: CopySize) => void): Promise<void>;
  cancelSizeCopy(): Promise<void>;
  startCopy(request: CopyRequest, label: string | null): Promise<Copy>;
  /** Those that go on, and those of the last days. */
  copies(): Promise<Copy[]>;
  copyProblems(id: string, after: string | null): Promise<CopyProblems>;
  pauseCopy(id: string): Promise<Copy>;
  /** Goes on after a pause, a stop or a sign-in, and tries again what failed. */
  continueCopy(id: string): Promise<Copy>;
  cancelCopy(id: string): Promise<Copy>;
  /** Removes what a copy has brought. */
  removeCopied(id: string): Promise<Copy>;
  /** Takes it as complete without what could not be copied. */
  acceptCopy(id: string): Promise<Copy>;
  renameCopy(id: string, label: string): Promise<Copy>;
  forgetCopy(id: string): Promise<void>;
  /** The system's notification about a copy's end. Once: only while it is to be announced. */
  announceCopy(id: string, title: string, body: string): Promise<void>;
  /** Copies that wait look again at once whether they can go on. */
  lookAtCopies(): Promise<void>;

  /** Files are written and saved in Rust; null when the person closed the system's dialog. */
  saveShares(query: AuditQuery, words: ReportWords, withBom: boolean, fileName: string): Promise<SavedFile | null>;
  saveHistory(
    query: HistoryQuery,
    format: HistoryFormat,
    words: ReportWords,
    withBom: boolean,
    fileName: string,
  ): Promise<SavedFile | null>;
  saveCalendar(targets: ChangeTargets, words: ReportWords, fileName: string): Promise<SavedFile | null>;
  /** The ends of what one share has given. */
  saveShareCalendar(shareId: string, words: ReportWords, fileName: string): Promise<SavedFile | null>;
  /** Opens the system's dialog for printing what the window shows. */
  printPage(): Promise<void>;

  dueReminders(): Promise<Reminder[]>;
  showReminder(reminder: Reminder, title: string, body: string): Promise<void>;

  /** Whether this desktop has a tray that the app could stay in. */
  hasTray(): Promise<boolean>;
  /** Shows the icon in the tray if the settings want it, else takes it away; true when it is there. */
  showTray(words: TrayWords): Promise<boolean>;

  updateSettings(settings: Settings): Promise<AppState>;
  openLink(url: string): Promise<void>;
  copyText(text: string): Promise<void>;

  onCopyChanged(listener: (copy: Copy) => void): Unsubscribe;
  /** The notification about this copy was clicked. */
  onCopyOpened(listener: (id: string) => void): Unsubscribe;
  onFolderDrag(listener: (drag: FolderDrag) => void): Unsubscribe;
  onAppStateChanged(listener: () => void): Unsubscribe;
  onReminderOpened(listener: (place: ReminderOpened) => void): Unsubscribe;
}
