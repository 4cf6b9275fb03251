//! Transfer and delete tasks: submitted here, worked on in the background, looked after by their owners and by
//! the activity managers of the collections that they use.

mod checksum;
mod copy;
mod document;
mod engine;
mod events;
mod filter;
mod glob;
mod hitch;
mod hold;
mod list;
mod manage;
mod managed_list;
mod manager;
mod pause_rule_routes;
mod pause_rules;
mod place;
mod progress;
mod quota;
mod reach;
mod remove;
mod routes;
mod run;
mod scan;
mod submission;
mod submit;
mod sync;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use engine::Engine;
pub(crate) use pause_rule_routes::{PauseRuleInput, add as add_pause_rule};
pub(super) use pause_rules::{check as check_pause, mine as my_pause_rules};
pub(super) use place::make_link;
pub(crate) use quota::{consume as consume_quota, free as free_bytes, set as set_quota};

use crate::shared::App;

/// The routes of tasks, without the version.
pub(super) fn routes() -> Router<App> {
    let task = Router::new()
        .route("/", get(routes::get).put(routes::update))
        .route("/cancel", post(routes::cancel))
        .route("/event_list", get(events::list))
        .route("/pause_info", get(pause_rules::info_of_task))
        .route("/successful_transfers", get(events::successful_transfers))
        .route("/skipped_errors", get(events::skipped_errors));
    let managed = Router::new()
        .route("/", get(manager::get))
        .route("/event_list", get(manager::event_list))
        .route("/pause_info", get(manager::pause_info))
        .route("/successful_transfers", get(manager::successful_transfers))
        .route("/skipped_errors", get(manager::skipped_errors));
    let manager = Router::new()
        .route("/task_list", get(managed_list::list))
        .nest("/task/{task}", managed)
        .route("/admin_cancel", post(manage::cancel))
        .route("/admin_cancel/{task}", get(manage::cancel_status))
        .route("/admin_pause", post(manage::pause))
        .route("/admin_resume", post(manage::resume))
        .route("/pause_rule_list", get(pause_rule_routes::list))
        .route("/pause_rule", post(pause_rule_routes::create))
        .route(
            "/pause_rule/{rule}",
            get(pause_rule_routes::get)
                .put(pause_rule_routes::update)
                .delete(pause_rule_routes::delete),
        );
    Router::new()
        .route("/submission_id", get(submit::submission_id))
        .route("/transfer", post(submit::transfer))
        .route("/delete", post(submit::delete))
        .route("/task_list", get(list::mine))
        .nest("/task/{task}", task)
        .nest("/endpoint_manager", manager)
}
