"""Every kind of address that is not on the public internet."""

import ipaddress

import pytest

from articles.ingest.fetch.public import is_public

INSIDE = {
    "this network": ["0.0.0.0", "0.1.2.3"],
    "private": ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255"],
    "carriers": ["100.64.0.0", "100.127.255.255"],
    "loopback": ["127.0.0.1", "127.255.255.255", "::1"],
    "link-local": ["169.254.0.1", "fe80::1", "febf::1", "fe80::1%eth0", "2606:4700::1%eth0"],
    "metadata": ["169.254.169.254", "169.254.170.2", "fd00:ec2::254", "192.0.0.192", "100.100.100.200"],
    "protocols": ["192.0.0.1", "192.0.0.8", "192.0.0.170", "2001:1::1", "2001:4:112::1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.255", "2001:db8::1", "3fff::1", "3fff:fff:ffff::1"],
    "benchmarks": ["198.18.0.1", "198.19.255.255", "2001:2::1"],
    "multicast": ["224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "4000::1", "5f00::1", "e000::1"],
    "unspecified": ["::"],
    "IPv4-mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:93.184.215.14"],
    "IPv4-compatible": ["::127.0.0.1", "::93.184.215.14"],
    "IPv4-translated": ["::ffff:0:127.0.0.1"],
    "NAT64": ["64:ff9b::7f00:1", "64:ff9b::93.184.215.14", "64:ff9b:1::a00:1"],
    "6to4": ["192.88.99.1", "2002:7f00:1::", "2002:a00:1::1", "2002:5db8:d70e::1"],
    "Teredo": ["2001::1", "2001:0:7f00:1::"],
    "ORCHID": ["2001:10::1", "2001:1f::1", "2001:20::1", "2001:2f:ffff::1"],
    "discard": ["100::1", "100:0:0:1::1"],
    "unique-local": ["fc00::1", "fd12:3456:789a::1"],
    "site-local": ["fec0::1", "feff::1"],
}
OUTSIDE = [
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "93.184.215.14",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2003::1",
    "2606:2800:220:1:248:1893:25c8:1946",
    "2a00:1450:4001::1",
]


@pytest.mark.parametrize("address", [address for group in INSIDE.values() for address in group])
def test_an_inside_address_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address))


def test_nothing_is_public_that_the_standard_library_calls_inside():
    """Its own tables, of whatever release, hold no network that ours forgets."""
    constants = (ipaddress._IPv4Constants, ipaddress._IPv6Constants)
    inside = [network for table in constants for network in table._private_networks]
    assert len(inside) > 20
    assert not [network for network in inside if is_public(network[0]) or is_public(network[-1])]
