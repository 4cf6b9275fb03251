//! Lists in pages: `page_size` and `marker` go in, `has_next_page` and the next `marker` come out.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::error::GcsError;
use crate::params::Params;

const PAGE: usize = 100;
const MAX_PAGE: usize = 1000;

/// The part of a list that was asked for. The items come in the order of their ids, so that a page begins after the
/// last one even if others came or went meanwhile.
pub(super) fn take<T>(
    items: impl IntoIterator<Item = T>,
    id: impl Fn(&T) -> Uuid,
    params: &Params,
) -> Result<(Vec<T>, Option<String>), GcsError> {
    let size = match params.get("page_size") {
        Some(text) => text
            .parse::<usize>()
            .ok()
            .filter(|it| (1..=MAX_PAGE).contains(it))
            .ok_or_else(|| GcsError::bad_request("page_size must be a number from 1 to 1000"))?,
        None => PAGE,
    };
    let after = params.get("marker").map(read_marker).transpose()?;
    let mut rest: Vec<T> = items
        .into_iter()
        .filter(|it| after.is_none_or(|after| id(it) > after))
        .collect();
    rest.sort_by_key(&id);
    let more = rest.len() > size;
    rest.truncate(size);
    let next = rest
        .last()
        .filter(|_| more)
        .map(|last| URL_SAFE_NO_PAD.encode(id(last).as_bytes()));
    Ok((rest, next))
}

fn read_marker(text: &str) -> Result<Uuid, GcsError> {
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| Uuid::from_slice(&bytes).ok())
        .ok_or_else(|| GcsError::bad_request("The marker is not one of ours"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_without_gap_or_repetition() {
        let ids: Vec<Uuid> = (1..=5).map(Uuid::from_u128).collect();
        let mut seen = Vec::new();
        let mut marker = None;
        loop {
            let query = marker.map_or_else(
                || "page_size=2".to_owned(),
                |it: String| format!("page_size=2&marker={it}"),
            );
            let (page, next) = take(ids.clone(), |it| *it, &Params::parse(query.as_bytes())).unwrap();
            assert!(page.len() <= 2);
            seen.extend(page);
            match next {
                Some(next) => marker = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, ids);
        for bad in ["page_size=0", "page_size=many", "marker=x"] {
            assert!(
                take(ids.clone(), |it| *it, &Params::parse(bad.as_bytes())).is_err(),
                "{bad}"
            );
        }
    }
}
