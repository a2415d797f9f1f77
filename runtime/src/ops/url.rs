//! Native half of `URL` (stdlib-js/web/url.js): the parser and the setters' rules of the URL standard.

use url::{Url, quirks};

use super::{Call, Op, OpError, OpResult, Value};

/// The functions of this file.
pub fn ops() -> Vec<Op> {
    vec![Op::sync("parseUrl", parse_url), Op::sync("setUrlComponent", set_url_component)]
}

/// `parseUrl(input, base?)` gives the components, `href` first, in the order that url.js names, or null.
fn parse_url(call: &mut Call) -> OpResult {
    let (input, base): (String, Option<String>) = (call.arg(0)?, call.arg(1)?);
    Ok(parse(&input, base.as_deref()).as_ref().map(components).into())
}

fn parse(input: &str, base: Option<&str>) -> Option<Url> {
    match base {
        None => Url::parse(input).ok(),
        Some(base) => Url::parse(base).ok()?.join(input).ok(),
    }
}

fn components(url: &Url) -> Value {
    Value::Array(vec![
        quirks::href(url).into(),
        quirks::origin(url).into(),
        quirks::protocol(url).into(),
        quirks::username(url).into(),
        quirks::password(url).into(),
        quirks::host(url).into(),
        quirks::hostname(url).into(),
        quirks::port(url).into(),
        quirks::pathname(url).into(),
        quirks::search(url).into(),
        quirks::hash(url).into(),
    ])
}

/// `setUrlComponent(href, component, value)` gives the components after the change. A value that the component cannot
/// have changes nothing, as the standard wants.
fn set_url_component(call: &mut Call) -> OpResult {
    let (href, component, value): (String, u32, String) = (call.arg(0)?, call.arg(1)?, call.arg(2)?);
    let mut url = Url::parse(&href).map_err(|error| OpError::type_error(format!("Invalid URL: {error}")))?;
    // An `Err` of a setter means that it left the URL alone.
    let _ = match component {
        2 => quirks::set_protocol(&mut url, &value),
        3 => quirks::set_username(&mut url, &value),
        4 => quirks::set_password(&mut url, &value),
        5 => quirks::set_host(&mut url, &value),
        6 => quirks::set_hostname(&mut url, &value),
        7 => quirks::set_port(&mut url, &value),
        8 => {
            quirks::set_pathname(&mut url, &value);
            Ok(())
        }
        9 => {
            quirks::set_search(&mut url, &value);
            Ok(())
        }
        10 => {
            quirks::set_hash(&mut url, &value);
            Ok(())
        }
        _ => return Err(OpError::range_error(format!("setUrlComponent: no component {component}"))),
    };
    Ok(components(&url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_to_a_base() {
        let url = parse("../b?q#h", Some("http://user@host:80/x/a/")).unwrap();
        assert_eq!(url.as_str(), "http://user@host/x/b?q#h");
        assert!(parse("//", None).is_none());
        assert!(parse("a", Some("mailto:x")).is_none());
    }
}
