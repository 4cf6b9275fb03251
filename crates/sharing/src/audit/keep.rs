//! The snapshot that the window looks at: opened from what was kept, read anew, and kept in step with changes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use globus::ids::{AccessRuleId, CollectionId};
use jiff::{SignedDuration, Timestamp};

use super::news::News;
use super::read::OnAuditEvent;
use super::snapshot::Snapshot;
use super::{Audit, Beside, Visit, since, visit};
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Missing, Result};
use crate::history::by_others;
use crate::model::{
    AccessMatrix, AuditFilter, AuditPage, AuditQuery, AuditState, Session, SinceLastVisit, SubjectId,
    SubjectPage, Timeline,
};

/// After so long "ends soon" is counted anew although nothing changed.
const RECOUNT: SignedDuration = SignedDuration::from_mins(5);

/// What is held in memory for the signed-in person.
#[derive(Default)]
pub(crate) struct Held {
    me: Option<globus::ids::IdentityId>,
    generation: u32,
    audit: Option<Arc<Audit>>,
    counted_at: Option<Timestamp>,
    readings: u32,
    failed: Option<Error>,
    /// What the person saw at the visit before this one.
    visited: Option<(Timestamp, Visit)>,
    /// Permissions that this app wrote since then.
    mine: HashSet<AccessRuleId>,
    /// What was learned while a reading was going on: its older answers must not undo it.
    newer: News,
}

impl Held {
    /// What a reading that is going on can't know.
    pub(super) fn learn(&mut self, news: &News) {
        if self.readings > 0 {
            self.newer.add(news);
        }
    }

    /// Permissions that this app wrote. True when that was not known yet.
    pub(super) fn wrote(&mut self, rules: &[AccessRuleId]) -> bool {
        let before = self.mine.len();
        self.mine.extend(rules.iter().cloned());
        self.mine.len() > before
    }
}

impl Sharing {
    /// What is known as a whole. The first call opens what was kept; nothing is read from Globus.
    pub async fn audit_state(&self) -> Result<AuditState> {
        let (audit, generation) = self.audit().await?;
        let held = self.state.audit.lock();
        let audit = audit.as_deref();
        let snapshot = audit.map(Audit::snapshot);
        let size = |list: Option<usize>| u32::try_from(list.unwrap_or_default()).unwrap_or(u32::MAX);
        let passing = |filter| audit.map_or(0, |audit| audit.shares_passing(filter));
        Ok(AuditState {
            generation,
            checked_at: snapshot.map(|snapshot| snapshot.checked_at),
            refreshing: held.readings > 0,
            failed: held.failed.clone(),
            collections: size(snapshot.map(|snapshot| snapshot.collections.len())),
            shares: size(audit.map(|audit| audit.shares.len())),
            people: size(audit.map(|audit| audit.people.len() - audit.everybody())),
            everybody: size(audit.map(Audit::everybody)),
            groups: size(audit.map(|audit| audit.groups.len())),
            ending_soon: passing(AuditFilter::EndingSoon),
            needs_attention: passing(AuditFilter::NeedsAttention),
            problems: snapshot
                .map(|snapshot| snapshot.problems.clone())
                .unwrap_or_default(),
            cut_short: snapshot.is_some_and(|snapshot| snapshot.cut_short),
            last_visit: held.visited.as_ref().map(|(at, _)| *at),
        })
    }

    /// Reads everything from Globus. What was known stays in view until it has been read.
    pub async fn refresh_audit(&self, on_event: OnAuditEvent<'_>) -> Result<AuditState> {
        let me = self.me().await?;
        let (kept, _) = self.audit().await?;
        let reading = Reading::begin(self);
        let read = self
            .read_audit(&me, kept.as_deref().map(Audit::snapshot), on_event)
            .await;
        // It would tell whoever signed in meanwhile that all of theirs is gone.
        if self.my_id() != Some(me.identity.id.clone()) {
            return Err(read.err().unwrap_or(Error::Changed));
        }
        let taken = match read {
            Ok(snapshot) => self.take_over(&me, snapshot).await,
            Err(error) => Err(error),
        };
        drop(reading);
        self.state.audit.lock().failed = taken.clone().err();
        taken?;
        self.audit_state().await
    }

    /// A stretch of rows.
    pub async fn audit_page(&self, query: &AuditQuery, offset: u32, limit: u32) -> Result<AuditPage> {
        let (audit, generation) = self.audit().await?;
        let audit = audit.unwrap_or_else(|| Arc::new(Audit::new(Snapshot::default(), self.beside_nothing())));
        Ok(audit.page(generation, query, offset, limit))
    }

    /// All that one person or group reaches.
    pub async fn subject_page(&self, id: &SubjectId) -> Result<SubjectPage> {
        let (audit, generation) = self.audit().await?;
        let page = audit.and_then(|audit| audit.subject_page(generation, id));
        page.ok_or(Error::NotFound {
            what: Missing::Person,
        })
    }

    /// Ends to come of what a query finds, everywhere or on one collection.
    pub async fn audit_timeline(&self, query: &AuditQuery, only: Option<&CollectionId>) -> Result<Timeline> {
        let (audit, _) = self.audit().await?;
        let audit = audit.unwrap_or_else(|| Arc::new(Audit::new(Snapshot::default(), self.beside_nothing())));
        Ok(audit.timeline(query, only, &self.zone()))
    }

    /// Who reaches which folder, of what a query finds, everywhere or on one collection.
    pub async fn audit_matrix(
        &self,
        query: &AuditQuery,
        only: Option<&CollectionId>,
    ) -> Result<AccessMatrix> {
        let (audit, _) = self.audit().await?;
        let audit = audit.unwrap_or_else(|| Arc::new(Audit::new(Snapshot::default(), self.beside_nothing())));
        Ok(audit.matrix(query, only))
    }

    /// Adds a guest collection by id or link: one where the person manages access and nothing else would find it.
    pub async fn add_collection(&self, text: &str) -> Result<CollectionId> {
        let invalid = |reason| Error::input(Field::Collection, reason);
        let id = crate::locate::linked_collection(text).ok_or_else(|| {
            invalid(if text.trim().is_empty() {
                InputProblem::Empty
            } else {
                InputProblem::Mismatch
            })
        })?;
        let collection = self.globus().transfer.endpoint(&id).await?;
        if !collection.is_guest() {
            return Err(invalid(InputProblem::NotAGuestCollection));
        }
        if !collection.can_view_acl() {
            return Err(invalid(InputProblem::NotManagedByMe));
        }
        self.journal().add_collection(&id).await?;
        Ok(id)
    }

    /// The person has seen My shares as it is now: what changes from here on is new.
    pub async fn leave_my_shares(&self) -> Result<()> {
        let me = self.remembered().await?;
        let _turn = self.state.turns.audit.lock().await;
        let Some(audit) = self.state.audit.lock().audit.clone() else {
            return Ok(());
        };
        let (seen, now) = (visit(audit.snapshot()), self.now());
        self.journal()
            .keep_visit(&me.identity.id, now, seen.clone())
            .await?;
        {
            let mut held = self.state.audit.lock();
            if held.me.as_ref() != Some(&me.identity.id) {
                return Ok(());
            }
            held.visited = Some((now, seen));
            held.mine.clear();
        }
        self.hold(&me, Arc::clone(&audit.snapshot)).await
    }

    /// What is known of everybody, with the number of its generation.
    pub(crate) async fn audit(&self) -> Result<(Option<Arc<Audit>>, u32)> {
        // What was kept is there at once, also where Globus takes its time.
        let me = self.remembered().await?;
        match self.at_hand(&me) {
            AtHand::Current(audit, generation) => return Ok((audit, generation)),
            AtHand::ToRecount(audit) => {
                // Whoever changes it counts anew anyway.
                if let Ok(_turn) = self.state.turns.audit.try_lock() {
                    self.hold(&me, Arc::clone(&audit.snapshot)).await?;
                }
            }
            AtHand::Nothing => self.open_audit(&me).await?,
        }
        let held = self.state.audit.lock();
        Ok((held.audit.clone(), held.generation))
    }

    fn at_hand(&self, me: &Session) -> AtHand {
        let held = self.state.audit.lock();
        let now = self.now();
        match &held.audit {
            _ if held.me.as_ref() != Some(&me.identity.id) => AtHand::Nothing,
            Some(audit)
                if held
                    .counted_at
                    .is_some_and(|at| now.duration_since(at).abs() >= RECOUNT) =>
            {
                AtHand::ToRecount(Arc::clone(audit))
            }
            audit => AtHand::Current(audit.clone(), held.generation),
        }
    }

    /// Takes up what the journal kept.
    async fn open_audit(&self, me: &Session) -> Result<()> {
        let visited = self.journal().visit(&me.identity.id).await?;
        let mine = self.journal().mine(&me.identity.id).await?;
        let audit = match self.journal().audit_snapshot(&me.identity.id).await? {
            Some(snapshot) => {
                let visited = visited.as_ref();
                let since = visited.map(|(_, visited)| since(visited, &snapshot, &mine));
                Some(self.joined(Arc::new(snapshot), since.unwrap_or_default()).await?)
            }
            None => None,
        };
        let mut held = self.state.audit.lock();
        // Somebody else may have opened it in the meantime, and changed it since.
        if held.me.as_ref() != Some(&me.identity.id) {
            *held = Held {
                me: Some(me.identity.id.clone()),
                generation: held.generation.wrapping_add(1),
                counted_at: audit.is_some().then(|| self.now()),
                audit,
                readings: held.readings,
                visited,
                mine,
                ..Held::default()
            };
        }
        Ok(())
    }

    async fn take_over(&self, me: &Session, mut snapshot: Snapshot) -> Result<()> {
        let _turn = self.state.turns.audit.lock().await;
        let before = {
            let held = self.state.audit.lock();
            held.newer.put_into(&mut snapshot);
            held.audit.clone()
        };
        if let Some(before) = before {
            let noticed = by_others(before.snapshot(), &snapshot, self.now());
            self.note_others(noticed).await;
        }
        self.keep_and_hold(me, snapshot).await
    }

    /// Both at once: writing tens of thousands of permissions down takes as long as joining them.
    pub(super) async fn keep_and_hold(&self, me: &Session, snapshot: Snapshot) -> Result<()> {
        let snapshot = Arc::new(snapshot);
        let keeping = self.journal().keep_audit(&me.identity.id, Arc::clone(&snapshot));
        let (kept, held) = futures::future::join(keeping, self.hold(me, snapshot)).await;
        kept?;
        held
    }

    pub(super) async fn hold(&self, me: &Session, snapshot: Arc<Snapshot>) -> Result<()> {
        let since = {
            let held = self.state.audit.lock();
            let visited = held.visited.as_ref();
            visited.map(|(_, visited)| since(visited, &snapshot, &held.mine))
        };
        let audit = self.joined(snapshot, since.unwrap_or_default()).await?;
        let mut held = self.state.audit.lock();
        if held.me.as_ref() == Some(&me.identity.id) {
            held.audit = Some(audit);
            held.counted_at = Some(self.now());
            held.generation = held.generation.wrapping_add(1);
        }
        Ok(())
    }

    async fn joined(
        &self,
        snapshot: Arc<Snapshot>,
        since: HashMap<AccessRuleId, SinceLastVisit>,
    ) -> Result<Arc<Audit>> {
        let beside = Beside {
            no_end_reasons: self.journal().no_end_reasons().await?,
            since,
            ..self.beside_nothing()
        };
        // Tens of thousands of permissions are joined: not on a thread that answers others.
        let audit = tokio::task::spawn_blocking(move || Audit::new(snapshot, beside));
        Ok(Arc::new(audit.await.map_err(Error::unexpected)?))
    }

    fn beside_nothing(&self) -> Beside {
        Beside {
            now: self.now(),
            no_end_reasons: HashMap::new(),
            since: HashMap::new(),
            web_app: self.globus().config.urls.web_app.clone(),
        }
    }
}

/// What is in memory for the signed-in person.
enum AtHand {
    Current(Option<Arc<Audit>>, u32),
    ToRecount(Arc<Audit>),
    Nothing,
}

/// A reading that is going on.
struct Reading<'a>(&'a Sharing);

impl<'a> Reading<'a> {
    fn begin(sharing: &'a Sharing) -> Self {
        sharing.state.audit.lock().readings += 1;
        Self(sharing)
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        let mut held = self.0.state.audit.lock();
        held.readings = held.readings.saturating_sub(1);
        if held.readings == 0 {
            held.newer = News::default();
        }
    }
}
