//! The documents that cross to the window. Plain data: no behaviour that needs the network.

mod audit;
mod change;
mod checklist;
mod collection;
mod copy;
mod copy_state;
mod draft;
mod drive;
mod folder;
mod guest;
mod history;
mod location;
mod membership;
mod plan;
mod policy;
mod progress;
mod refusal;
mod report;
mod session;
mod share;
mod shared_files;
mod storage;

pub use audit::{
    AuditEvent, AuditFilter, AuditPage, AuditQuery, AuditRow, AuditSort, AuditState, AuditView, FilterCount,
    GrantRow, RowKey, RuleRef, ShareRow, SinceLastVisit, SubjectId, SubjectPage, SubjectRow,
};
pub use change::{
    CannotChange, ChangeAction, ChangeEvent, ChangeId, ChangeNote, ChangeOutcome, ChangePlan, ChangeState,
    ChangeStep, ChangeTargets, PlannedChange, Remaining, Stored,
};
pub use checklist::{Checklist, ChecklistItem, ChecklistLine, LineObstacle, LineState};
pub use collection::{
    AccessFolder, AssignableRole, CollectionAbout, CollectionDetails, CollectionRights, DeletionPreview,
    Diagnosis, DiagnosisRequest, DiagnosisStep, EffectiveGuest, Finding, FolderAccess, Look, MyRole, RoleRow,
    Verdict,
};
pub use copy::{
    Copy, CopyAction, CopyEnd, CopyId, CopyMethod, CopyObstacle, CopyPlan, CopyRequest, CopySize, TaskLink,
    WaitingShare,
};
pub use copy_state::{
    CopyProblem, CopyProblems, CopyProgress, CopyStage, CopyState, CopyStop, CopyWait, FaultKind, TaskFault,
};
pub use draft::{DraftGuest, EndChoice, Notify, ShareDraft, WiderAccess};
pub use drive::{DriveComparison, DriveMapping, DriveVerdict, FolderDrive, MappedBy};
pub use folder::{ByteCount, FolderPreview, PreviewEntry, PreviewEvent, RecentFolder};
pub use guest::{GroupGuest, Guest, IdentityStatus, Person, Resolution, ResolvedLine, Suggestions};
pub use history::{
    AccessMatrix, FolderDrift, HistoryAuthor, HistoryDeletion, HistoryEntry, HistoryEvent, HistoryPage,
    HistoryQuery, MatrixFolder, MatrixRow, PinnedFolder, Reminder, Timeline, TimelineMonth,
};
pub use location::{
    DroppedPath, Exposure, FolderCheck, Location, MissingStep, NotFromHere, Readiness, ShareTarget, Storage,
    StorageAccount, StorageKind, WhoCanFix,
};
pub use membership::{
    GroupDetails, GroupEdit, GroupRights, GroupRole, GroupSummary, KeptBy, MadeGroup, Member, MemberProblem,
    MemberResult, MemberRights, MemberStatus, MembersChanged, MembershipAction, NewGroup,
};
pub use plan::{
    Confirmations, GrantAction, PlanId, PlannedCollection, PlannedFolder, PlannedGrant, SharePlan, Tick,
    Warning,
};
pub use policy::{
    AllowedRoles, ForbiddenGuest, ForbiddenKind, InstitutionPolicy, PolicyFile, PolicyFileState,
    PolicyLimits, PolicyPlace, PolicyProblem, PolicyRule, PolicyStatement, PolicyWords, SupportContact,
};
pub use progress::{GrantResult, GrantState, ShareEvent, ShareId, ShareOutcome, UnfinishedShare};
pub use refusal::Refusal;
pub use report::{HistoryFormat, ReportWords, SavedFile};
pub use session::{Session, SignInEvent, SignInIdentity};
pub use share::{Access, Problem, ShareBadge, Via};
pub use shared_files::{DirectLinks, SharedEntry, SharedFiles};
pub use storage::{
    BookmarkSection, BookmarkedFolder, CanShare, CannotShareHere, FolderEntry, FolderEntryKind,
    FolderListing, FoundStorages, OpenedStorage, PlaceKind, StorageCard, StorageSection, Storages,
};
