// swift-tools-version: 6.2

import PackageDescription

/// A transport over a system library. Its row gives it a product, a trait, its modules, and a place in
/// `msgbench` and in the tests.
struct LibraryTransport {
  /// The trait that includes it, which is also the stem of its modules' names.
  var trait: String
  var pkgConfig: String
  var providers: [SystemPackageProvider]

  /// The transport itself.
  var module: String { "\(trait)Transport" }
  /// The library's headers.
  var headers: String { "C\(trait)" }
  /// What its tests run of other implementations, in their folder.
  var peerScripts: [String] = []
  /// The same calls in C, for `msgbench` to compare with.
  var baseline: String { "C\(trait)Baseline" }

  func included(_ target: String) -> Target.Dependency {
    .target(name: target, condition: .when(traits: [trait]))
  }
}

let libraryTransports = [
  LibraryTransport(
    trait: "ZeroMQ", pkgConfig: "libzmq", providers: [.apt(["libzmq3-dev"]), .brew(["zeromq"])],
    peerScripts: ["Python"]),
  LibraryTransport(
    trait: "Nanomsg", pkgConfig: "nanomsg",
    providers: [.apt(["libnanomsg-dev"]), .brew(["nanomsg"])], peerScripts: ["Python"]),
]

/// A module that joins messaging with a package of others. Its row gives it a product, and a trait of its own, which is off
/// unless asked for: who does without it does not download that package.
struct Adapter {
  /// The trait that includes it.
  var trait: String
  var module: String
  /// What it needs of this package.
  var dependencies: [Target.Dependency]
  var package: Package.Dependency
  /// The last part of the package's address, which names it.
  var packageName: String
  /// What the module needs of that package.
  var products: [String]
  /// What its tests need besides.
  var testProducts: [String] = []

  func included(_ products: [String]) -> [Target.Dependency] {
    products.map { .product(name: $0, package: packageName, condition: .when(traits: [trait])) }
  }
}

// Debian's libzmq.pc carries flags that SwiftPM rejects with a warning on every build. Headers and
// libraries are on the default paths there; Homebrew's are not.
#if os(Linux)
  let usesPkgConfig = false
#else
  let usesPkgConfig = true
#endif

let everyTransport: [Target.Dependency] =
  ["InProcessTransport"] + libraryTransports.map { $0.included($0.module) }
let everyBaseline: [Target.Dependency] = libraryTransports.map { $0.included($0.baseline) }

let adapters = [
  Adapter(
    trait: "NIO", module: "MessagingNIO", dependencies: ["Messaging", "MessagingAsync"],
    package: .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    packageName: "swift-nio", products: ["NIOCore"]),
  Adapter(
    trait: "Metrics", module: "MessagingMetrics", dependencies: ["Messaging", "MessagingAsync"],
    package: .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    packageName: "swift-metrics", products: ["Metrics"], testProducts: ["MetricsTestKit"]),
  Adapter(
    trait: "Logging", module: "MessagingLogging",
    dependencies: [
      "Messaging", "MessagingAsync", "POSIXSupport",
      .target(name: "ZeroMQTransport", condition: .when(traits: ["ZeroMQ"])),
    ],
    package: .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    packageName: "swift-log", products: ["Logging"], testProducts: ["InMemoryLogging"]),
  Adapter(
    trait: "ServiceLifecycle", module: "MessagingServiceLifecycle",
    dependencies: ["Messaging", "MessagingAsync", "POSIXSupport"],
    package: .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    packageName: "swift-service-lifecycle", products: ["ServiceLifecycle"],
    testProducts: ["ServiceLifecycleTestKit"]),
]

// MARK: Modules

var targets: [Target] = [
  .systemLibrary(name: "CMessaging"),
  .target(name: "Messaging", dependencies: ["CMessaging"]),
  .target(name: "POSIXSupport", dependencies: ["CMessaging", "Messaging"]),
  .target(name: "InProcessTransport", dependencies: ["Messaging", "POSIXSupport"]),
  .target(name: "MessagingBridge", dependencies: ["Messaging", "POSIXSupport"]),
  .target(name: "MessagingAsync", dependencies: ["CMessaging", "Messaging", "POSIXSupport"]),
  .target(
    name: "MessagingTesting", dependencies: ["Messaging", "InProcessTransport", "POSIXSupport"]),
  .target(name: "MessagingConformance", dependencies: ["Messaging", "POSIXSupport"]),
  .target(name: "CBenchmarkSupport"),
  .target(name: "Plotting"),
  .target(
    name: "MessagingBenchmark",
    dependencies: [
      "CMessaging", "Messaging", "MessagingAsync", "POSIXSupport", "CBenchmarkSupport", "Plotting",
      .product(name: "Histogram", package: "hdrhistogram-swift"),
      .product(name: "Mustache", package: "swift-mustache"),
    ],
    resources: [
      .embedInCode("Page/page.mustache"), .embedInCode("Page/page.css"), .embedInCode("Page/page.js"),
    ]),
]

for transport in libraryTransports {
  targets += [
    .systemLibrary(
      name: transport.headers, pkgConfig: usesPkgConfig ? transport.pkgConfig : nil,
      providers: transport.providers),
    .target(
      name: transport.module,
      dependencies: ["Messaging", "POSIXSupport", .target(name: transport.headers)]),
    .target(
      name: transport.baseline,
      dependencies: ["CBenchmarkSupport", .target(name: transport.headers)]),
  ]
}

targets += adapters.map {
  .target(name: $0.module, dependencies: $0.dependencies + $0.included($0.products))
}

for target in targets { target.path = "Modules/\(target.name)" }

// MARK: Tools and tests

targets += [
  .executableTarget(
    name: "msgbench",
    dependencies: everyTransport + everyBaseline + [
      "Messaging", "MessagingBenchmark",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "Tools/msgbench"),
  .executableTarget(
    name: "examples",
    dependencies: everyTransport + [
      "Messaging", "MessagingAsync", .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "Tools/examples"),
  .executableTarget(
    name: "endurance",
    dependencies: everyTransport + [
      "CBenchmarkSupport", "Messaging", "MessagingAsync", "MessagingConformance", "POSIXSupport",
      "TestSupport",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "Tools/endurance"),
  .target(
    name: "TestSupport",
    dependencies: ["Messaging", "MessagingConformance", "MessagingTesting", "POSIXSupport"] + everyTransport,
    path: "Tests/TestSupport", exclude: ["Python"]),
  // Its cases are compiled by its tests, against the modules it depends on.
  .testTarget(
    name: "CompilationTests",
    dependencies: ["Messaging", "MessagingAsync", "MessagingBenchmark", "MessagingTesting"]
      + everyTransport + adapters.map { .target(name: $0.module) },
    exclude: ["Misuses"]),
  .testTarget(
    name: "MessagingTests",
    dependencies: ["Messaging", "MessagingConformance", "POSIXSupport", "TestSupport"] + everyTransport),
  .testTarget(
    name: "InProcessTransportTests",
    dependencies: [
      "Messaging", "MessagingConformance", "InProcessTransport", "POSIXSupport", "TestSupport",
    ]),
  .testTarget(
    name: "MessagingBridgeTests",
    dependencies: ["Messaging", "MessagingBridge", "POSIXSupport", "TestSupport"] + everyTransport),
  .testTarget(
    name: "MessagingAsyncTests",
    dependencies: ["Messaging", "MessagingAsync", "MessagingTesting", "POSIXSupport", "TestSupport"]
      + everyTransport),
  .testTarget(
    name: "MessagingConformanceTests",
    dependencies: ["Messaging", "MessagingConformance", "MessagingTesting", "TestSupport"] + everyTransport),
  .testTarget(
    name: "MessagingTestingTests",
    dependencies: [
      "InProcessTransport", "Messaging", "MessagingTesting", "POSIXSupport", "TestSupport",
    ]),
  .testTarget(name: "PlottingTests", dependencies: ["Plotting"]),
  .testTarget(
    name: "EnduranceTests",
    dependencies: ["Messaging", "MessagingConformance", "TestSupport", "endurance"] + everyTransport),
  .testTarget(name: "ExamplesTests", dependencies: ["TestSupport", "examples"]),
  // Its scripts are run by its tests.
  .testTarget(
    name: "MessagingBenchmarkTests",
    dependencies: [
      "CBenchmarkSupport", "Messaging", "MessagingBenchmark", "Plotting", "POSIXSupport", "TestSupport",
      "msgbench",
    ]
      + everyTransport,
    exclude: ["Python"]),
]

targets += libraryTransports.map {
  .testTarget(
    name: "\($0.module)Tests",
    dependencies: [
      "Messaging", "POSIXSupport", "TestSupport", .target(name: $0.module), .target(name: $0.headers),
    ],
    exclude: $0.peerScripts)
}

targets += adapters.map {
  .testTarget(
    name: "\($0.module)Tests",
    dependencies: ["Messaging", "MessagingAsync", "MessagingBridge", "TestSupport", .target(name: $0.module)]
      + everyTransport
      + $0.included($0.products + $0.testProducts))
}

// Faults are made with what Linux has.
#if os(Linux)
  targets += [
    .executableTarget(
      name: "fault-peer",
      dependencies: everyTransport + [
        "Messaging", "POSIXSupport", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/FaultPeer"),
    .testTarget(
      name: "FaultTests",
      dependencies: ["Messaging", "POSIXSupport", "TestSupport", "fault-peer"] + everyTransport
        + libraryTransports.map { $0.included($0.headers) }),
  ]
#endif

for target in targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}

// MARK: Package

var products: [Product] = [
  .library(name: "Messaging", targets: ["Messaging"]),
  .library(name: "InProcessTransport", targets: ["InProcessTransport"]),
  .library(name: "MessagingBridge", targets: ["MessagingBridge"]),
  .library(name: "MessagingAsync", targets: ["MessagingAsync"]),
  .library(name: "MessagingTesting", targets: ["MessagingTesting"]),
  .library(name: "MessagingConformance", targets: ["MessagingConformance"]),
  .library(name: "MessagingBenchmark", targets: ["MessagingBenchmark"]),
  .executable(name: "msgbench", targets: ["msgbench"]),
]
products += libraryTransports.map { .library(name: $0.module, targets: [$0.module]) }
products += adapters.map { .library(name: $0.module, targets: [$0.module]) }

var traits: Set<Trait> = [.default(enabledTraits: Set(libraryTransports.map(\.trait)))]
traits.formUnion(
  libraryTransports.map { .trait(name: $0.trait, description: "Include \($0.module).") })
traits.formUnion(adapters.map { .trait(name: $0.trait, description: "Include \($0.module).") })

let package = Package(
  name: "swift-messaging",
  platforms: [.macOS(.v15)],
  products: products,
  traits: traits,
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ] + adapters.map(\.package),
  targets: targets
)
