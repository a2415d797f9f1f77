#!/usr/bin/env python3
"""Fit the build description inside the v8 crate to the tools that Debian packages.

usage: edit_gn.py SOURCE_DIR

The crate's GN files expect a gn of this year, clang's newest flags and a Rust
toolchain of their own. Debian's gn is older than some of the functions they
call. Each edit below removes one such expectation; none touches V8's own code.

Invariant: every edit finds its text exactly as often as it says, or the script
fails. So it runs once, on a fresh copy, and another version of the crate is
noticed instead of half edited.
"""

import sys
from pathlib import Path

# (file, old text, new text, how often the old text occurs)
EDITS = [
    # Clang modules: not known to the old gn, and switched off for this build.
    ("build/config/BUILDCONFIG.gn",
     "      if (!defined(generate_modulemap)) {\n"
     "        generate_modulemap = default_modulemap_mode\n"
     "      }\n\n", "", 2),
    ("build/config/BUILDCONFIG.gn",
     "use_libcxx_modules = is_clang", "use_libcxx_modules = false", 2),
    ("build/toolchain/gcc_toolchain.gni",
     " -fmodule-name=\\\"{{cc_module_name}}_Private\\\"", "", 1),
    ("build/toolchain/gcc_toolchain.gni", " {{module_deps}}", "", 1),
    ("build/toolchain/gcc_toolchain.gni", " {{module_deps_no_self}}", "", 1),
    ("build/toolchain/gcc_toolchain.gni",
     " -fmodule-name=\\\"{{cc_module_name}}\\\"", "", 1),
    # path_exists() came later. The answer is known here, except for the
    # remote-build settings, where no file means no remote build.
    ("build/config/c++/modules.gni", "path_exists(path)", "true", 1),
    ("build/config/sysroot.gni", "path_exists(sysroot)", "true", 1),
    ("build/toolchain/rbe.gni", "path_exists(rewrapper_path)", "true", 1),
    ("build/toolchain/rbe.gni", "path_exists(reclient_cc_cfg_file)", "true", 1),
    ("build/toolchain/siso.gni",
     "path_exists(rebase_path(\".ninja_deps\", root_build_dir))", "true", 1),
    ("build/toolchain/siso.gni",
     "path_exists(\"//build/config/siso/.sisoenv\")", "false", 1),
    ("build/config/compiler/BUILD.gn",
     "path_exists(_head_revision_stamp_path)", "false", 1),
    # Flags and outputs that only Chromium's own clang or newer gn know.
    ("build/config/compiler/BUILD.gn",
     "    c_additional_outputs =\n"
     "        [ \"{{target_out_dir}}/{{label_name}}/{{source_name_part}}.dwo\" ]\n", "", 1),
    ("build/config/compiler/BUILD.gn",
     "cflags += [ \"-fdiagnostics-show-inlining-chain\" ]", "cflags += []", 1),
    ("build/config/compiler/BUILD.gn",
     "cflags += [ \"-fno-lifetime-dse\" ]",
     "cflags += [ \"-Wno-unknown-warning-option\" ]", 1),
    ("build/config/sanitizers/sanitizers.gni",
     "        \"-fsanitize-ignore-for-ubsan-feature=${invoker.sanitizer}\",\n", "", 1),
    # tool() has no `inputs` yet; it only ordered archives after the archiver.
    ("build/toolchain/gcc_toolchain.gni",
     "          inputs =\n"
     "              [ get_path_info(rebase_path(ar, \".\", root_out_dir), \"abspath\") ]\n", "", 1),
    # Debian keeps compiler-rt in clang's per-OS layout, not the per-target one.
    ("build/config/clang/BUILD.gn",
     "          _dir = \"x86_64-unknown-linux-gnu\"\n",
     "          _dir = \"linux\"\n          _suffix = \"-x86_64\"\n", 1),
    # Temporal's Rust half comes from cargo (build.sh, step `temporal`). Only
    # mksnapshot is linked here; the final program brings its own copy.
    ("third_party/rust/temporal_capi/BUILD.gn",
     "  public_deps = [ \"//third_party/rust/temporal_capi/v0_2:lib\" ]\n", "", 1),
    ("v8/BUILD.gn",
     "      \"src/snapshot/static-roots-gen.h\",\n    ]\n\n    configs = [\n",
     "      \"src/snapshot/static-roots-gen.h\",\n    ]\n\n"
     "    libs = [ \"//hz_temporal/libhz_temporal.a\" ]\n\n    configs = [\n", 1),
    # What only runs inside mksnapshot, for seconds, is not worth an optimizer's
    # minutes: -O0 for the generators of V8's builtins. Neither is in the library.
    ("v8/BUILD.gn",
     "v8_cluster_source_set(\"torque_generated_initializers\") {\n",
     "config(\"hz_unoptimized\") {\n  cflags = [ \"-O0\" ]\n}\n\n"
     "v8_cluster_source_set(\"torque_generated_initializers\") {\n", 1),
    ("v8/BUILD.gn",
     "    exclude_from_cluster = torque_tsa_cc_files\n  }\n\n  configs = [ \":internal_config\" ]\n",
     "    exclude_from_cluster = torque_tsa_cc_files\n  }\n\n"
     "  configs = [\n    \":internal_config\",\n    \":hz_unoptimized\",\n  ]\n", 1),
    ("v8/BUILD.gn",
     "    sources -= [ \"src/builtins/builtins-intl-gen.cc\" ]\n  }\n\n  configs = [ \":internal_config\" ]\n",
     "    sources -= [ \"src/builtins/builtins-intl-gen.cc\" ]\n  }\n\n"
     "  configs = [\n    \":internal_config\",\n    \":hz_unoptimized\",\n  ]\n", 1),
    # These three say `using namespace compiler::turboshaft`, which the rest of a cluster
    # would then read too.
    ("v8/BUILD.gn",
     "  allow_circular_includes_from = [ \":torque_generated_initializers\" ]\n",
     "  allow_circular_includes_from = [ \":torque_generated_initializers\" ]\n\n"
     "  exclude_from_cluster = [\n"
     "    \"src/builtins/builtins-number-tsa.cc\",\n"
     "    \"src/builtins/builtins-string-tsa.cc\",\n"
     "    \"src/interpreter/interpreter-generator-tsa.cc\",\n"
     "  ]\n", 1),
]


def apply(root, name, old, new, times):
    path = root / name
    text = path.read_text()
    if text.count(old) != times:
        sys.exit(f"edit_gn.py: {name}: expected {times} times, found {text.count(old)}: {old!r}")
    path.write_text(text.replace(old, new))


def main():
    root = Path(sys.argv[1])
    for edit in EDITS:
        apply(root, *edit)


if __name__ == "__main__":
    main()
