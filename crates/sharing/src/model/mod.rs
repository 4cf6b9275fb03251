//! The documents that cross to the window. Plain data: no behaviour that needs the network.

mod draft;
mod folder;
mod guest;
mod location;
mod plan;
mod progress;
mod session;
mod share;

pub use draft::{DraftGuest, EndChoice, Notify, ShareDraft, WiderAccess};
pub use folder::{ByteCount, FolderPreview, PreviewEntry, PreviewEvent, RecentFolder};
pub use guest::{GroupGuest, Guest, IdentityStatus, Person, Resolution, ResolvedLine, Suggestions};
pub use location::{
    DroppedPath, Exposure, FolderCheck, Location, MissingStep, NotFromHere, Readiness, ShareTarget, Storage,
    StorageKind, WhoCanFix,
};
pub use plan::{
    Confirmations, GrantAction, PlanId, PlannedCollection, PlannedFolder, PlannedGrant, SharePlan, Tick,
    Warning,
};
pub use progress::{GrantResult, GrantState, ShareEvent, ShareId, ShareOutcome, UnfinishedShare};
pub use session::{Session, SignInEvent, SignInIdentity};
pub use share::{Access, AccessChangeRequest, MyShares, Problem, Share, ShareBadge, ShareGuest, Via};
