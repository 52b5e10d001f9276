/// Which way messages go, where an operation waits for one of the two.
public enum Direction: Sendable {
  case sending
  case receiving
}
