//! The one list of what the window may ask for and what it is told. The TypeScript bindings are generated from
//! it; `cargo xtask bindings --check` fails when the committed file differs from a fresh one.

use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::commands::{folders, guests, session, settings, share, shares};
use crate::events;

/// All commands and events.
pub fn builder() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .error_handling(ErrorHandlingMode::Throw)
        .commands(collect_commands![
            session::app_state,
            session::sign_in,
            session::paste_sign_in_code,
            session::cancel_sign_in,
            session::sign_out,
            session::start_practice,
            session::leave_practice,
            folders::choose_folders,
            folders::check_folders,
            folders::preview_folder,
            folders::cancel_preview,
            folders::recent_folders,
            folders::clear_recent_folders,
            guests::suggest_guests,
            guests::resolve_guests,
            guests::invite_guest,
            share::save_draft,
            share::list_drafts,
            share::delete_draft,
            share::plan_share,
            share::apply_share,
            share::cancel_share,
            share::resume_share,
            share::leave_off,
            share::undo_share,
            share::unfinished_shares,
            shares::my_shares,
            shares::change_access,
            shares::remove_access,
            settings::update_settings,
            settings::open_link,
            settings::copy_text,
        ])
        .events(collect_events![events::FolderDrag, events::AppStateChanged])
}
