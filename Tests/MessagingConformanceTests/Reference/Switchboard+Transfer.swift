import Messaging

extension Switchboard {
  private typealias Number = Reference.Number

  struct Refusal: Error {
    let number: Int32
  }

  /// - Returns: 0 or an error number.
  mutating func send(_ message: Reference.MessageStorage, from identifier: Int) -> Int32 {
    guard !isShutDown, let member = members[identifier] else { return Number.closed }
    switch member.pattern {
    case "publish":
      for peer in member.peers where isSubscribed(peer, to: message) && hasRoom(peer, for: identifier) {
        deliver(message, to: peer, from: identifier)
      }
    case "push", "pair":
      guard let peer = nextPeer(of: identifier) else { return Number.wouldBlock }
      deliver(message, to: peer, from: identifier)
    case "request":
      guard member.partner == nil else { return Number.invalidState }
      guard let peer = nextPeer(of: identifier) else { return Number.wouldBlock }
      members[identifier]?.partner = peer
      deliver(message, to: peer, from: identifier)
    case "reply":
      guard let asker = member.partner else { return Number.invalidState }
      members[identifier]?.partner = nil
      let other = member.peers.first { $0 != asker }
      deliver(message, to: fault == .misdirectsReplies ? other ?? asker : asker, from: identifier)
    default: return Number.unsupported
    }
    return 0
  }

  mutating func receive(on identifier: Int) -> Result<Reference.MessageStorage, Refusal> {
    if let number = refusal(on: identifier) { return .failure(Refusal(number: number)) }
    guard let member = members[identifier], let place = nextInbox(of: member) else {
      return .failure(Refusal(number: Number.wouldBlock))
    }
    let sender = member.inboxes[place].sender
    let message = members[identifier]!.inboxes[place].messages.removeFirst()
    members[identifier]?.receiveTurn = place + 1
    switch member.pattern {
    case "reply": members[identifier]?.partner = sender
    case "request": members[identifier]?.partner = nil
    default: break
    }
    return .success(message)
  }

  /// Why a transfer would fail now; `nil` when it would not.
  func obstacle(to direction: Direction, on identifier: Int) -> Int32? {
    guard !isShutDown, let member = members[identifier] else { return Number.closed }
    if direction == .receiving {
      return refusal(on: identifier) ?? (nextInbox(of: member) == nil ? Number.wouldBlock : nil)
    }
    switch member.pattern {
    case "publish": return nil
    case "reply": return member.partner == nil ? Number.invalidState : nil
    case "request" where member.partner != nil: return Number.invalidState
    default: return nextPeer(of: identifier, in: member) == nil ? Number.wouldBlock : nil
    }
  }

  /// Why the socket may not receive at all at present.
  private func refusal(on identifier: Int) -> Int32? {
    guard !isShutDown, let member = members[identifier] else { return Number.closed }
    return switch member.pattern {
    case "push", "publish": Number.unsupported
    case "request": member.partner == nil ? Number.invalidState : nil
    case "reply": member.partner == nil ? nil : Number.invalidState
    default: nil
    }
  }

  private mutating func nextPeer(of identifier: Int) -> Int? {
    guard let member = members[identifier], let place = nextPeer(of: identifier, in: member) else {
      return nil
    }
    members[identifier]?.sendTurn = place + 1
    return member.peers[place]
  }

  private func nextPeer(of identifier: Int, in member: Member) -> Int? {
    let turn = fault == .favorsOnePeer ? 0 : member.sendTurn
    return member.peers.indices.map { ($0 + turn) % member.peers.count }
      .first { hasRoom(member.peers[$0], for: identifier) }
  }

  private func nextInbox(of member: Member) -> Int? {
    let turn = fault == .favorsOneSender ? 0 : member.receiveTurn
    return member.inboxes.indices.map { ($0 + turn) % member.inboxes.count }
      .first { !member.inboxes[$0].messages.isEmpty }
  }

  private func isSubscribed(_ peer: Int, to message: Reference.MessageStorage) -> Bool {
    guard fault != .ignoresPrefixes else { return true }
    return members[peer]?.subscriptions.contains { prefix in
      message.count >= prefix.count
        && (message.bytes?.buffer.prefix(prefix.count).elementsEqual(prefix) ?? true)
    } ?? false
  }

  private func hasRoom(_ peer: Int, for sender: Int) -> Bool {
    guard fault != .acceptsWithoutBound, let receiver = members[peer], let member = members[sender]
    else { return true }
    let waiting = receiver.inboxes.first { $0.sender == sender }?.messages.count ?? 0
    return waiting < min(receiver.options.receiveQueue.messages, member.options.sendQueue.messages)
  }

  private mutating func deliver(
    _ original: Reference.MessageStorage, to receiver: Int, from sender: Int
  ) {
    guard let inboxes = members[receiver]?.inboxes else { return }
    let place = inboxes.firstIndex { $0.sender == sender } ?? inboxes.count
    if place == inboxes.count { members[receiver]?.inboxes.append(Inbox(sender: sender)) }
    // A publisher's message is shared, any other, which the sender may still hold, is not.
    var message = original
    if fault == .keepsSentMessages { message.bytes = message.bytes?.copy }
    transfers += 1
    let isDue = transfers % Fault.period == 0
    switch isDue ? fault : nil {
    case .losesMessages: return
    case .truncatesMessages:
      message.bytes = message.bytes.map {
        Reference.Bytes(copying: UnsafeRawBufferPointer(rebasing: $0.buffer.dropLast()))
      }
    case .altersBytes:
      message.bytes = message.bytes?.copy
      if let buffer = message.bytes?.buffer { buffer[buffer.count - 1] ^= 1 }
    case .duplicatesMessages: members[receiver]?.inboxes[place].messages.append(message)
    case .reordersMessages:
      let first = inboxes.count > place && !inboxes[place].messages.isEmpty
      members[receiver]?.inboxes[place].messages.insert(
        message, at: first ? inboxes[place].messages.count - 1 : 0)
      return
    default: break
    }
    members[receiver]?.inboxes[place].messages.append(message)
  }
}
