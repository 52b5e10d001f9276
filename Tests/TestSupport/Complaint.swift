package import Messaging

/// The error of a call that has to throw one.
package func complaint<Result: ~Copyable>(_ call: () throws(MessagingError) -> Result) -> MessagingError {
  do throws(MessagingError) {
    _ = try call()
  } catch {
    return error
  }
  preconditionFailure("nothing was thrown")
}
