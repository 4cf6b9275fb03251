//! Writes the TypeScript bindings: `export-bindings FILE`. Needs no window.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(file) = std::env::args_os().nth(1) else {
        eprintln!("usage: export-bindings FILE");
        return ExitCode::from(2);
    };
    match guestlist::ipc::export_bindings(std::path::Path::new(&file)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the bindings could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}
