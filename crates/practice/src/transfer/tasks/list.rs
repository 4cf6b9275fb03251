//! `task_list`: the caller's tasks, filtered, sorted, by the page.

use std::cmp::Ordering;

use axum::extract::State;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::answer::Answer;
use super::super::caller::Caller;
use super::super::document::pick;
use super::super::error::TransferError;
use super::document;
use crate::clock::parse_iso;
use crate::params::Params;
use crate::shared::App;
use crate::state::Term;
use crate::state::model::Task;
use crate::wildcard;

/// What a caller gets who does not say how much, and the most that anybody gets.
const USUAL_PAGE: usize = 10;
const LARGEST_PAGE: usize = 1000;

/// `limit` and `offset` of a list that says its total.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    limit: usize,
    offset: usize,
}

impl Page {
    pub(super) fn parse(params: &Params) -> Result<Self, TransferError> {
        let number = |name: &str, default: usize| match params.get(name) {
            Some(text) => text
                .parse::<usize>()
                .map_err(|_| TransferError::bad_request(format!("{name} must be a number"))),
            None => Ok(default),
        };
        Ok(Self {
            limit: number("limit", USUAL_PAGE)?.clamp(1, LARGEST_PAGE),
            offset: number("offset", 0)?,
        })
    }

    pub(super) fn answer(self, data_type: &str, all: Vec<Value>) -> Answer {
        let total = all.len();
        let page: Vec<Value> = all.into_iter().skip(self.offset).take(self.limit).collect();
        Answer::data(
            json!({"DATA_TYPE": data_type, "length": page.len(), "limit": self.limit,
            "offset": self.offset, "total": total, "DATA": page}),
        )
    }
}

pub(super) async fn mine(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Answer, TransferError> {
    let (page, fields) = (Page::parse(&params)?, params.list("fields"));
    let filters = parse_filters(&params)?;
    let order = parse_order(&params)?;
    app.state.read(|world| {
        let me = caller.standing(world);
        let mut tasks: Vec<&Task> = me
            .identities
            .iter()
            .flat_map(|identity| world.tasks.under(Term::Account(*identity)))
            .filter(|task| filters.iter().all(|filter| filter.fits(task)))
            .collect();
        tasks.sort_by(|a, b| {
            let by_order = order.iter().map(|(field, descending)| {
                let ordering = compare(a, b, field);
                if *descending { ordering.reverse() } else { ordering }
            });
            by_order
                .fold(Ordering::Equal, Ordering::then)
                .then(b.request_time.cmp(&a.request_time))
                .then(a.id.cmp(&b.id))
        });
        let documents = tasks
            .into_iter()
            .map(|task| pick(document::task(&app, world, task, app.now()), &fields));
        Ok(page.answer("task_list", documents.collect()))
    })
}

const FIELDS: [&str; 6] = [
    "task_id",
    "type",
    "status",
    "label",
    "request_time",
    "completion_time",
];

fn check_field(field: &str) -> Result<(), TransferError> {
    if FIELDS.contains(&field) {
        return Ok(());
    }
    Err(TransferError::bad_request(format!(
        "Tasks have no field {field} to go by"
    )))
}

fn parse_order(params: &Params) -> Result<Vec<(String, bool)>, TransferError> {
    let mut order = Vec::new();
    for item in params.list("orderby") {
        let (field, direction) = item.split_once(' ').unwrap_or((&item, "ASC"));
        check_field(field)?;
        match direction.trim().to_ascii_uppercase().as_str() {
            "ASC" => order.push((field.to_owned(), false)),
            "DESC" => order.push((field.to_owned(), true)),
            _ => return Err(TransferError::bad_request("orderby takes ASC or DESC")),
        }
    }
    Ok(order)
}

fn compare(a: &Task, b: &Task, field: &str) -> Ordering {
    match field {
        "task_id" => a.id.cmp(&b.id),
        "type" => a.kind.text().cmp(b.kind.text()),
        "status" => a.status.text().cmp(b.status.text()),
        "label" => a.label.cmp(&b.label),
        "request_time" => a.request_time.cmp(&b.request_time),
        _ => a.completion_time.cmp(&b.completion_time),
    }
}

/// `status:ACTIVE,INACTIVE`, one of the clauses between slashes.
#[derive(Debug)]
struct Filter {
    field: String,
    values: Vec<String>,
}

fn parse_filters(params: &Params) -> Result<Vec<Filter>, TransferError> {
    let mut filters = Vec::new();
    for clause in params
        .all("filter")
        .flat_map(|text| text.split('/'))
        .filter(|it| !it.is_empty())
    {
        let (field, values) = clause
            .split_once(':')
            .ok_or_else(|| TransferError::bad_request("filter needs field:value"))?;
        check_field(field)?;
        filters.push(Filter {
            field: field.to_owned(),
            values: values.split(',').map(str::to_owned).collect(),
        });
    }
    // Clients of the manager's list write each field as a parameter of its own.
    for field in ["status", "task_id"] {
        let values = params.list(&format!("filter_{field}"));
        if !values.is_empty() {
            filters.push(Filter {
                field: field.to_owned(),
                values,
            });
        }
    }
    Ok(filters)
}

impl Filter {
    fn fits(&self, task: &Task) -> bool {
        match self.field.as_str() {
            "task_id" => self
                .values
                .iter()
                .any(|it| it.eq_ignore_ascii_case(&task.id.to_string())),
            "type" => self.values.iter().any(|it| it == task.kind.text()),
            "status" => self.values.iter().any(|it| it == task.status.text()),
            "label" => self.label_fits(task.label.as_deref().unwrap_or_default()),
            "request_time" => self.time_fits(Some(task.request_time)),
            _ => self.time_fits(task.completion_time),
        }
    }

    /// What is wanted is wanted in turn, what is not wanted (`!`) all together.
    fn label_fits(&self, label: &str) -> bool {
        let (refused, wanted): (Vec<&String>, Vec<&String>) =
            self.values.iter().partition(|it| it.starts_with('!'));
        let fits = |value: &str| match value.strip_prefix('~') {
            Some(pattern) => wildcard::matches(&pattern.to_lowercase(), &label.to_lowercase()),
            None => value.strip_prefix('=').unwrap_or(value) == label,
        };
        refused.iter().all(|it| !fits(&it[1..])) && (wanted.is_empty() || wanted.iter().any(|it| fits(it)))
    }

    /// `start,end`, either of which may be empty.
    fn time_fits(&self, time: Option<Timestamp>) -> bool {
        let bound = |index: usize| self.values.get(index).and_then(|text| parse_iso(text));
        match (time, bound(0), bound(1)) {
            (_, None, None) => true,
            (None, ..) => false,
            (Some(time), start, end) => {
                start.is_none_or(|start| time >= start) && end.is_none_or(|end| time <= end)
            }
        }
    }
}
