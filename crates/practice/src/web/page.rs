//! One frame for all pages of practice: plain HTML that works without scripts, light and dark.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// A page to be shown.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) title: String,
    /// Trusted HTML: everything from outside went through [`escape`].
    pub(crate) body: String,
}

/// Text from outside, made safe for HTML text and attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let title = escape(&self.title);
        let body = self.body;
        let html = format!(
            r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} – Practice</title>
<style>{STYLE}</style>
</head>
<body>
<header><span class="badge">Practice</span><span>Pretend Globus on this computer. Nothing leaves it.</span></header>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"#
        );
        // No form-action: browsers apply it to the redirect that takes the code back to the app.
        let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
        let headers = [
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::CACHE_CONTROL, "no-store"),
            (header::REFERRER_POLICY, "no-referrer"),
        ];
        (self.status, headers, Html(html)).into_response()
    }
}

const STYLE: &str = "
:root{--paper:#FBF8F2;--sheet:#FFFEFB;--ink:#23201B;--ink-2:#565045;--rule:#E3DBCC;--edge:#887E6D;
--primary:#1C4F45;--primary-hover:#143B34;--on-primary:#FFFEFB;--primary-tint:#E3EEE8;--practice:#66389A;
--on-practice:#FFFEFB;--practice-tint:#F0E9F8;--focus:#1A5FD0}
@media (prefers-color-scheme:dark){:root{--paper:#1C1B17;--sheet:#25231E;--ink:#F2EDE3;--ink-2:#C2BAAB;
--rule:#3B382F;--edge:#8B8373;--primary:#93CFBA;--primary-hover:#ABDDCB;--on-primary:#0F2A23;
--primary-tint:#21392F;--practice:#CDAEF2;--on-practice:#27123F;--practice-tint:#322646;--focus:#8FBAFF}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 .9375rem/1.5 Inter,system-ui,sans-serif}
header{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;padding:12px 16px;
background:var(--practice-tint);color:var(--ink);border-bottom:2px solid var(--practice);font-size:.8125rem}
.badge{background:var(--practice);color:var(--on-practice);border-radius:5px;padding:2px 8px;font-weight:600}
main{max-width:36rem;margin:32px auto;padding:24px;background:var(--sheet);border:1px solid var(--rule);border-radius:12px}
h1{font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.018em;margin:0 0 8px;overflow-wrap:anywhere}
h2{font-size:1.0625rem;line-height:1.3;font-weight:640;margin:24px 0 8px;overflow-wrap:anywhere}
p{margin:0 0 16px;overflow-wrap:anywhere}.quiet{color:var(--ink-2)}
a{color:var(--primary);text-underline-offset:2px}a:hover{text-decoration-thickness:2px}
fieldset{border:0;margin:0 0 16px;padding:0}legend{padding:0;margin-bottom:8px;font-weight:600}
label.person{display:flex;gap:12px;align-items:flex-start;padding:12px;margin-bottom:8px;border:1px solid var(--edge);
border-radius:8px;cursor:pointer}
label.person:has(:checked){background:var(--primary-tint);border-color:var(--primary)}
label.person b{display:block;font-weight:620}label.person span span{display:block;color:var(--ink-2);font-size:.8125rem}
input[type=radio]{margin:4px 0 0;accent-color:var(--primary);width:16px;height:16px;flex:none}
ul{margin:0 0 24px;padding-left:20px}li{margin:4px 0;overflow-wrap:anywhere}
ul.rows{list-style:none;padding:0}ul.rows li{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;
justify-content:space-between;margin:0;padding:8px 0;min-height:48px;border-top:1px solid var(--rule)}
ul.rows li>span{flex:1 1 14rem}ul.rows li.below>span{padding-left:16px}ul.rows form{margin:0}
ul.rows button{min-height:32px;padding:4px 12px}
table{width:100%;border-collapse:collapse;margin:0 0 24px}caption{text-align:left;padding:0 0 8px}
th,td{text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-top:1px solid var(--rule);overflow-wrap:anywhere}
th{font-weight:600;font-size:.8125rem;color:var(--ink-2);border-top:0}
th:last-child,td:last-child{padding-right:0}.number{text-align:right;white-space:nowrap}
.choice{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;margin:0 0 16px}
.choice select{flex:1 1 12rem;min-width:0}
select{font:inherit;min-height:40px;padding:8px 12px;border:1px solid var(--edge);border-radius:8px;
background:var(--sheet);color:var(--ink)}
.actions{display:flex;flex-wrap:wrap;gap:12px}
button{font:inherit;font-weight:600;min-height:40px;padding:8px 20px;border-radius:8px;border:1px solid var(--edge);
background:var(--sheet);color:var(--ink);cursor:pointer}
button.primary{background:var(--primary);border-color:var(--primary);color:var(--on-primary)}
button.primary:hover{background:var(--primary-hover)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
input.code{width:100%;font:.8125rem/1.5 ui-monospace,monospace;padding:12px;border:1px solid var(--edge);border-radius:7px;
background:var(--paper);color:var(--ink)}
@media (max-width:36rem){main{margin:0;border:0;border-radius:0;padding:24px 16px}.date{display:none}}
";

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_from_outside_becomes_markup() {
        assert_eq!(
            super::escape("<a href='x'>&\""),
            "&lt;a href=&#39;x&#39;&gt;&amp;&quot;"
        );
    }
}
