/// How pictures look, on light and on dark surroundings and on paper.
public enum Stylesheet {
  /// CSS for a page, or for a picture by itself.
  ///
  /// A series has the class `s0`, `s1` and so on; what is welcome `good`, what is not `bad`, and what is there for
  /// reference only `faint`.
  public static let text = """
    :root{\(light)}
    @media screen and (prefers-color-scheme:dark){:root{\(dark)}}
    .plot{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--c:var(--ink)}
    .plot text{fill:var(--ink);font-variant-numeric:tabular-nums}
    .plot .h{font-size:14px;font-weight:600}
    .plot .b{font-weight:600}
    .plot .q{fill:var(--soft)}
    .plot .e{text-anchor:end}
    .plot .c{text-anchor:middle}
    .plot .t{font-size:10px}
    .plot .paper{fill:var(--paper);stroke:var(--rule)}
    .plot .rule{stroke:var(--rule)}
    .plot .axis{stroke:var(--soft)}
    .plot .target{stroke:var(--ink);stroke-width:2}
    .plot .band{fill:var(--band)}
    .plot .area{fill:var(--c);fill-opacity:.14;stroke:none}
    .plot .line{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round}
    .plot .span{fill:none;stroke:var(--c);stroke-width:1.5}
    .plot .bar{fill:var(--c);fill-opacity:.75}
    .plot .m{fill:var(--c);stroke:var(--c)}
    .plot .o{fill:none;stroke-width:2}
    .plot .lead{stroke:var(--c);stroke-opacity:.5}
    .plot .s0{--c:var(--s0)}.plot .s1{--c:var(--s1)}.plot .s2{--c:var(--s2)}
    .plot .s3{--c:var(--s3)}.plot .s4{--c:var(--s4)}.plot .s5{--c:var(--s5)}
    .plot .good{--c:var(--good)}.plot .bad{--c:var(--bad)}.plot .faint{--c:var(--soft)}
    """

  /// The class of a series.
  static func series(_ index: Int) -> String { "s\(index % 6)" }

  private static let light =
    "--paper:#fff;--ink:#1c1e21;--soft:#626970;--rule:#dfe2e5;--band:#e6e8eb;"
    + "--s0:#1f5fa8;--s1:#b4500b;--s2:#1a7a5a;--s3:#7a4aa3;--s4:#a3365f;--s5:#5d6570;"
    + "--good:#1a7a5a;--bad:#b4391f"
  private static let dark =
    "--paper:#15181c;--ink:#e6e8ea;--soft:#9aa3ab;--rule:#32383e;--band:#2b3137;"
    + "--s0:#74aef0;--s1:#ee9a55;--s2:#5ec79e;--s3:#bf9be6;--s4:#ea86ab;--s5:#a7b0b9;"
    + "--good:#5ec79e;--bad:#f0866c"
}
