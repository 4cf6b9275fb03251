//! A story told to both: to practice over HTTP, and to the rules.

use std::collections::BTreeSet;

use proptest::test_runner::TestCaseError;
use serde_json::Value;

use crate::rules::{Answer, Given, Rule, Verdict, World, stored};
use crate::service::{Said, Service, UNKNOWN, level_name, role_name};
use crate::vocabulary::{ACCOUNTS, Caller, FOLDERS, GUEST_COLLECTIONS, Level, Place, Role, Step, Target};

/// Where practice and the rules part.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Disagreement(String);

struct Story<'a> {
    service: &'a Service,
    world: World,
    /// Ids of all rules and roles that were ever made, in order.
    rules: Vec<(Place, String)>,
    roles: Vec<(Place, String)>,
}

/// Tells it, and says where the two part.
pub(crate) async fn told(service: &Service, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut story = Story {
        service,
        world: crate::seed::beginning(),
        rules: Vec::new(),
        roles: Vec::new(),
    };
    let mut touched = BTreeSet::new();
    for (number, step) in steps.iter().enumerate() {
        touched.extend(place(step));
        story
            .step(step)
            .await
            .map_err(|why| TestCaseError::fail(format!("step {number}, {step:?}: {why}")))?;
    }
    for place in touched {
        story
            .compare_access(place)
            .await
            .map_err(|why| TestCaseError::fail(format!("at the end: {why}")))?;
    }
    Ok(())
}

fn place(step: &Step) -> Option<Place> {
    let at = match *step {
        Step::Grant { at, .. }
        | Step::Change { at, .. }
        | Step::Revoke { at, .. }
        | Step::Give { at, .. } => at,
        // Whoever administers the computer is not let in to what lies on it.
        Step::Take { at, .. } => at,
        _ => return None,
    };
    GUEST_COLLECTIONS.contains(&at).then_some(at)
}

fn pick(at: Place, target: Target, own: &[(Place, String)], others: &[(Place, String)]) -> String {
    let (list, index, anywhere) = match target {
        Target::Made(index) => (own, index, false),
        Target::Anywhere(index) => (own, index, true),
        Target::OfTheOtherKind(index) => (others, index, true),
        Target::Unknown => (own, 0, false),
    };
    let list: Vec<&String> = list
        .iter()
        .filter(|it| anywhere || it.0 == at)
        .map(|it| &it.1)
        .collect();
    if list.is_empty() || target == Target::Unknown {
        return UNKNOWN.to_owned();
    }
    list[index % list.len()].clone()
}

fn agree(verdict: &Verdict, said: &Said) -> Result<(), Disagreement> {
    let right: Vec<Answer> = match verdict {
        Ok(answer) => vec![*answer],
        Err(reasons) => reasons.clone(),
    };
    let (status, code) = &said.answer;
    if right.iter().any(|it| it.0 == *status && it.1 == code) {
        return Ok(());
    }
    Err(Disagreement(format!(
        "the rules say {right:?}, practice says {:?}: {}",
        said.answer, said.body
    )))
}

impl Story<'_> {
    async fn step(&mut self, step: &Step) -> Result<(), Disagreement> {
        let target = match *step {
            Step::Change { at, rule, .. } | Step::Revoke { at, rule, .. } | Step::Read { at, rule, .. } => {
                pick(at, rule, &self.rules, &self.roles)
            }
            Step::Take { at, role, .. } => pick(at, role, &self.roles, &self.rules),
            _ => String::new(),
        };
        let Some(verdict) = self.verdict(step, &target) else {
            return Ok(());
        };
        let said = self.service.carry_out(step, self.world.now, &target).await;
        agree(&verdict, &said)?;
        if verdict.is_ok() {
            self.happened(step, &target, &said)
        } else {
            Ok(())
        }
    }

    fn verdict(&self, step: &Step, target: &str) -> Option<Verdict> {
        let world = &self.world;
        Some(match *step {
            Step::Grant {
                by,
                at,
                to,
                path,
                level,
                end,
                extra,
            } => world.grant((by, at), (to, path), (level, end, extra)),
            Step::Change {
                by,
                at,
                level,
                end,
                extra,
                ..
            } => world.change((by, at), target, (level, end, extra)),
            Step::Revoke { by, at, .. } => world.revoke(by, at, target),
            Step::Read { by, at, .. } => world.read(by, at, target),
            Step::List { by, at } => world.list(by, at),
            Step::Give { by, at, to, role } => world.give(by, at, to, role),
            Step::Take { by, at, .. } => world.take(by, at, target),
            Step::Member {
                by,
                group,
                action,
                who,
                rank,
            } => return world.member(by, group, action, who, rank),
            Step::Wait { .. } => Ok((200, "clock")),
            Step::Fetch { by, folder } => world.fetch(by, folder),
            // What the computer itself shows is another matter than sharing.
            Step::Look {
                at: Place::Computer, ..
            } => return None,
            Step::Look {
                by,
                at,
                folder,
                write,
            } => world.look(by, at, folder, write),
        })
    }

    /// Follows what practice has done, and compares what it shows.
    fn happened(&mut self, step: &Step, target: &str, said: &Said) -> Result<(), Disagreement> {
        let world = &mut self.world;
        let new_id = |field: &str| said.body[field].as_str().unwrap_or_default().to_owned();
        match *step {
            Step::Grant {
                at,
                to,
                path,
                level,
                end,
                ..
            } => {
                let (id, path) = (new_id("access_id"), stored(path).unwrap_or_default());
                let end = world.end(at, end).unwrap_or_default();
                self.rules.push((at, id.clone()));
                world.rules.push(Rule {
                    id,
                    at,
                    to,
                    path,
                    level,
                    end,
                });
            }
            Step::Change { at, level, end, .. } => {
                let next = world.end(at, end).unwrap_or_default();
                if let Some(rule) = world.rules.iter_mut().find(|it| it.id == target) {
                    rule.level = level.unwrap_or(rule.level);
                    if end != crate::vocabulary::End::Absent {
                        rule.end = next;
                    }
                }
            }
            Step::Revoke { .. } => world.rules.retain(|it| it.id != target),
            Step::Read { .. } => return self.same_rule(&said.body),
            Step::List { at, .. } => return self.same_list(at, said),
            Step::Give { at, to, role, .. } => {
                let id = new_id("id");
                self.roles.push((at, id.clone()));
                world.roles.push(Given { id, at, to, role });
            }
            Step::Take { .. } => world.roles.retain(|it| it.id != target),
            Step::Member {
                group,
                action,
                who,
                rank,
                ..
            } => world.joined(group, action, who, rank),
            Step::Wait { days } => world.wait(days),
            Step::Fetch { .. } | Step::Look { .. } => {}
        }
        Ok(())
    }

    fn same_rule(&self, shown: &Value) -> Result<(), Disagreement> {
        let rule = self.world.rules.iter().find(|it| shown["id"] == it.id);
        let rule = rule.ok_or_else(|| Disagreement(format!("a rule that should not be: {shown}")))?;
        let same = shown["path"] == rule.path
            && shown["permissions"] == level_name(rule.level)
            && self.service.named(shown) == Some(rule.to)
            && self.service.hours(&shown["expiration_date"]) == rule.end;
        if same {
            Ok(())
        } else {
            Err(Disagreement(format!(
                "the rules say {rule:?}, practice shows {shown}"
            )))
        }
    }

    fn same_list(&self, at: Place, said: &Said) -> Result<(), Disagreement> {
        let shown = said.body["DATA"]
            .as_array()
            .ok_or_else(|| Disagreement("no list".to_owned()))?;
        let (implicit, explicit): (Vec<&Value>, Vec<&Value>) =
            shown.iter().partition(|it| it["id"].is_null());
        for rule in &explicit {
            self.same_rule(rule)?;
        }
        let count = self.world.rules.iter().filter(|it| it.at == at).count();
        if explicit.len() != count {
            return Err(Disagreement(format!(
                "the rules count {count}, practice shows {explicit:?}"
            )));
        }
        let strong = [Role::Administrator, Role::AccessManager];
        let here = self
            .world
            .roles
            .iter()
            .filter(|it| it.at == at && strong.contains(&it.role));
        let mut expected: Vec<_> = here.map(|it| (Some(it.to), Some(role_name(it.role)))).collect();
        let mut found: Vec<_> = implicit
            .iter()
            .map(|it| (self.service.named(it), it["role_type"].as_str()))
            .collect();
        expected.sort();
        found.sort();
        if expected == found {
            Ok(())
        } else {
            Err(Disagreement(format!(
                "roles give {expected:?}, practice shows {found:?}"
            )))
        }
    }

    /// Asks for every account and folder of a collection whether it may read and write there.
    async fn compare_access(&self, at: Place) -> Result<(), Disagreement> {
        for person in ACCOUNTS {
            for folder in FOLDERS {
                for write in [false, true] {
                    let by = Caller::Account(person);
                    let said = self.service.look(by, at, folder, write).await;
                    let level: Option<Level> = self.world.access(by, at, folder);
                    agree(&self.world.look(by, at, folder, write), &said).map_err(|why| {
                        Disagreement(format!("{person:?} at {at:?}{folder} has {level:?}: {why}"))
                    })?;
                }
            }
        }
        Ok(())
    }
}
