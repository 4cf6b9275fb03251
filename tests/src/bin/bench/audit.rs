//! How fast the question "who can see what?" is answered, and how fast many answers are changed.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use e2e::department::Department;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use sharing::model::{
    AuditQuery, AuditRow, ChangeAction, ChangeState, ChangeStep, ChangeTargets, Confirmations, EndChoice,
    RuleRef,
};

use crate::measurement::Measurement;
use crate::world::World;

const DELAY: Duration = Duration::from_millis(50);
/// Requests that the app sends side by side.
const AT_ONCE: usize = 8;
/// A reading takes seconds: three are enough to see a trend.
const RUNS: usize = 3;
const CHANGED: usize = 200;

/// The whole department with a slow Globus, against the shortest time that any client could need; and opening what was
/// kept, against reading it the first time.
pub(crate) async fn audit() -> Result<Vec<Measurement>> {
    let size = Department::LARGE;
    let world = World::seeded(size.seed()).await?;
    // Searching, and my groups with their members; then the lists; then the other half of the groups, people by the
    // hundred, the computer and sixty folders. What is found out in one stage is needed for the next one.
    let lists = size.collections.div_ceil(AT_ONCE);
    let names = (size.groups / 2 + (size.people + 1).div_ceil(100) + 1 + 60).div_ceil(AT_ONCE);
    let chain = 1 + lists + names;
    let critical = chain as f64 * DELAY.as_secs_f64() * 1000.0;
    let mut first = Vec::new();
    for _ in 0..RUNS {
        let sharing = world.forgetful().await?;
        world.delay(u64::try_from(DELAY.as_millis())?).await?;
        let begun = Instant::now();
        let state = sharing.refresh_audit(&|_| ()).await?;
        let rows = sharing.audit_page(&AuditQuery::default(), 0, 60).await?;
        first.push(begun.elapsed().as_secs_f64() * 1000.0);
        world.delay(0).await?;
        ensure!(rows.rows.len() == 60 && state.problems.is_empty(), "{state:?}");
    }
    let mut again = Vec::new();
    for _ in 0..RUNS {
        let sharing = world.reopened().await?;
        let begun = Instant::now();
        sharing.audit_state().await?;
        let rows = sharing.audit_page(&AuditQuery::default(), 0, 60).await?;
        again.push(begun.elapsed().as_secs_f64() * 1000.0);
        ensure!(rows.rows.len() == 60, "{} rows", rows.rows.len());
    }
    let how = format!(
        "50 collections of 1,000 permissions, 3,000 people and 200 groups read and the first rows shown, {} ms added to \
         each answer, in ms, against its longest chain of {chain} requests",
        DELAY.as_millis()
    );
    Ok(vec![
        Measurement::ratio(
            "audit_50x1000_vs_critical_path",
            1.3,
            first.clone(),
            vec![critical],
            &how,
        )?,
        Measurement::ratio(
            "reopen_vs_first_audit",
            0.1,
            again,
            first,
            "first rows from what was kept, in ms, against reading it all",
        )?,
    ])
}

/// Two hundred permissions extended with a slow Globus and read back, against the shortest time.
pub(crate) async fn bulk_200_vs_critical_path() -> Result<Measurement> {
    let size = Department {
        collections: 1,
        permissions: 400,
        people: 400,
        groups: 0,
    };
    let world = World::seeded(size.seed()).await?;
    let sharing = &world.sharing;
    sharing.refresh_audit(&|_| ()).await?;
    let rules = some_rules(sharing).await?;
    // The list once before and once after, and the changes eight at a time between.
    let chain = 1 + CHANGED.div_ceil(AT_ONCE) + 1;
    let critical = chain as f64 * DELAY.as_secs_f64() * 1000.0;
    let mut took = Vec::new();
    for run in 0..RUNS {
        let day = Timestamp::now().to_zoned(TimeZone::UTC).date();
        let day = day.checked_add(Span::new().days(400 + i64::try_from(run)?))?;
        let targets = ChangeTargets::Rules { rules: rules.clone() };
        let plan = sharing
            .plan_change(
                &targets,
                &ChangeAction::SetEnd {
                    end: EndChoice::On { day },
                },
            )
            .await?;
        ensure!(
            plan.changes == u32::try_from(CHANGED)?,
            "{} changes",
            plan.changes
        );
        ensure!(
            plan.rows.iter().all(|row| row.step == ChangeStep::Update),
            "{:?}",
            plan.rows
        );
        world.delay(u64::try_from(DELAY.as_millis())?).await?;
        let begun = Instant::now();
        let outcome = sharing
            .apply_change(&plan.id, &Confirmations::default(), &|_| ())
            .await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
        world.delay(0).await?;
        ensure!(
            outcome.states.iter().all(|state| *state == ChangeState::Done),
            "{:?}",
            outcome.states
        );
    }
    let how = format!(
        "{CHANGED} end dates changed and read back, {} ms added to each answer, in ms, against its longest chain of \
         {chain} requests",
        DELAY.as_millis()
    );
    Measurement::ratio("bulk_200_vs_critical_path", 1.3, took, vec![critical], &how)
}

async fn some_rules(sharing: &sharing::Sharing) -> Result<Vec<RuleRef>> {
    let tops = sharing.audit_page(&AuditQuery::default(), 0, 500).await?.rows;
    let open = tops.into_iter().filter_map(|row| match row {
        AuditRow::Share(share) => Some(share.key),
        _ => None,
    });
    let query = AuditQuery {
        open: open.collect(),
        ..AuditQuery::default()
    };
    let rows = sharing.audit_page(&query, 0, 500).await?.rows;
    let rules = rows.into_iter().filter_map(|row| match row {
        AuditRow::Grant(grant) => grant.rule,
        _ => None,
    });
    Ok(rules.take(CHANGED).collect())
}
