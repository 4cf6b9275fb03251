//! axe-core in the real window.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::window::Window;

/// The rules of WCAG 2.0 to 2.2, levels A and AA, and axe's best practices.
const RUN: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { resultTypes: ['violations'] }).then( \
      (result) => done(result.violations.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.map((n) => n.html) }))), \
      (error) => done(String(error)));";

/// Fails when the page as it stands breaks a rule.
pub async fn check(window: &Window, screen: &str) -> Result<()> {
    window.bring("axe", "ui/node_modules/axe-core/axe.min.js").await?;
    let found = window.run_async(RUN, Vec::new()).await?;
    let violations = found
        .as_array()
        .with_context(|| format!("axe failed on {screen}: {found}"))?;
    ensure!(violations.is_empty(), "axe on {screen}:\n{}", shown(violations));
    Ok(())
}

fn shown(violations: &[Value]) -> String {
    let line = |violation: &Value| {
        format!(
            "  {} ({}): {}",
            violation["id"], violation["help"], violation["nodes"]
        )
    };
    violations.iter().map(line).collect::<Vec<_>>().join("\n")
}
