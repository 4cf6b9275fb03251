mod compared;
mod found;
mod names;
mod tables;

use super::*;

fn drive(text: &str) -> DriveName {
    DriveName::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}
