//! Embeds tauri.conf.json and the one page.

fn main() {
    tauri_build::build();
}
